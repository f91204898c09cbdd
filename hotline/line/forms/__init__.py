"""Forms of the staff pages of the line: whole parts (`parts.py`), and single entries of a list (`entries.py`)."""
