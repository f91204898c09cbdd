"""What registration.reports stores."""
