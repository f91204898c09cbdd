"""Danger words for the conversations: the rules and their words are kept and changed in `hotline.line`."""

from hotline.line.danger import danger_in, phrases

__all__ = ["danger_in", "phrases"]
