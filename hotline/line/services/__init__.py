"""What a supervisor does to the line, one verb a file."""
