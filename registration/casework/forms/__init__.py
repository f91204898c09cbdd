"""What the desk types: one form for each move that needs words, and the desk's search."""
