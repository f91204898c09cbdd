"""Staff pages of visits."""
