"""Tasks of the line with a due time."""
