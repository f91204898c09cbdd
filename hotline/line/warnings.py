"""What a supervisor should look at: numbers to call that nobody checked for half a year."""

from datetime import date, timedelta
from typing import Any

CHECK_EVERY = timedelta(days=183)
"""A number unchecked for six months may be wrong."""


def unchecked(numbers: dict[str, Any], today: date) -> list[str]:
    """The numbers whose last check is too long ago."""
    return [item["number"] for item in numbers["items"] if is_unchecked(item, today)]


def is_unchecked(item: dict[str, Any], today: date) -> bool:
    """Whether this number must be checked again."""
    return date.fromisoformat(item["checked_on"]) < today - CHECK_EVERY
