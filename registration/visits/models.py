"""What registration.visits stores."""
