"""What registration.rights stores."""
