"""Staff pages of the line: the overview, the parts, the entries of lists, the history, the danger words explained."""
