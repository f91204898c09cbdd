"""Pages of treatment: the steps of the police desk, and the facility staff's own pages."""
