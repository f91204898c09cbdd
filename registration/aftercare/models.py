"""What registration.aftercare stores."""
