"""What registration.treatment stores."""
