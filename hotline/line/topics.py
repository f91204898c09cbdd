"""The topics of the way in: which are shown, in which order, in which words. Their values are fixed in the code."""

from collections.abc import Mapping
from typing import Any

from hotline.line.parts import Part
from hotline.line.stored import made


def topics_shown(language: str) -> list[tuple[str, str]]:
    """Value and words of every topic that the way in shows, in order."""
    return [(one["value"], one.get(language) or one["vi"]) for one in _items() if one["shown"]]


def all_topics(language: str) -> list[tuple[str, str]]:
    """Value and words of every topic, for staff and figures."""
    return [(one["value"], one.get(language) or one["vi"]) for one in _items()]


def topic_words(value: str, language: str) -> str:
    """The words of one topic; an unknown value is its own word."""
    return dict(all_topics(language)).get(value, value)


def _items() -> list[dict[str, Any]]:
    return made(_items_of, Part.TOPICS)


def _items_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = content["items"]
    return items
