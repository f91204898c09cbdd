"""The places of treatment in words (values of `intended_place`)."""

from .answer_words import VALUES

PLACES = VALUES["intended_place"]


def label(place: str) -> str:
    """A place in the page's language; the value itself where it is unknown."""
    return str(PLACES.get(place, place))
