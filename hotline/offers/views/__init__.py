"""Pages and forms of giving out."""
