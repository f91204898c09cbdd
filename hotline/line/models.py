"""What a supervisor may change about the line, each change with who, when and what stood before."""
