"""Facts about the line for the conversations and the rooms above: kept and changed in `hotline.line`."""

from hotline.line.facts import Line, Number, in_language, line

__all__ = ["Line", "Number", "in_language", "line"]
