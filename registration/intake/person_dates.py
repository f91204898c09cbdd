"""Dates as people write them: 1/2/1990, 01-02-1990, 1990-02-01, 01021990, "ngày 1 tháng 2 năm 1990"; day before month.

A date of birth may be a year alone. Nothing is guessed: a two-digit year is asked again. Times of day likewise: 14:30,
14h30, "2 giờ 30 chiều".
"""

import re
from datetime import date, time

from portal.privacy.clean_text import plain_digits

_TIME = re.compile(r"^(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{1,2})?\s*(?:phút|p|')?\s*(sáng|trưa|chiều|tối|đêm|am|pm)?$")
_AFTER_NOON = {"chiều", "tối", "pm"}
EARLIEST = date(1900, 1, 1)
_WORDS = re.compile(r"ngày|tháng|năm", re.IGNORECASE)
_PARTS = re.compile(r"^\s*(\d{1,4})\s*[/\-.\s,]\s*(\d{1,2})\s*[/\-.\s,]\s*(\d{1,4})\s*$")
_YEAR = re.compile(r"^\s*(\d{4})\s*$")


class BadDate(ValueError):
    """Not a date; `reason` is `shape`, `short_year`, `impossible`, `early` or `future`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _numbers(text: str) -> tuple[int, int, int]:
    text = _WORDS.sub(" ", plain_digits(text)).strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
    match = _PARTS.match(re.sub(r"\s+", " ", text))
    if match is None:
        raise BadDate("shape")
    first, second, third = match.groups()
    if len(first) == 4:
        return int(first), int(second), int(third)
    if len(third) != 4:
        raise BadDate("short_year")
    return int(third), int(second), int(first)


def parse_day(text: str, *, today: date, future: bool = False) -> date:
    """The day that `text` names; raises BadDate. `future` allows days after `today`."""
    year, month, day = _numbers(text[:60])
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise BadDate("impossible") from error
    if found < EARLIEST:
        raise BadDate("early")
    if found > today and not future:
        raise BadDate("future")
    return found


def parse_birth(text: str, *, today: date) -> str:
    """A birth date as stored: `1990-02-01`, or `1990` where only the year is known; raises BadDate."""
    match = _YEAR.match(plain_digits(text))
    if match is None:
        return parse_day(text, today=today).isoformat()
    year = int(match.group(1))
    if year < EARLIEST.year:
        raise BadDate("early")
    if year > today.year:
        raise BadDate("future")
    return str(year)


def parse_year(text: str, *, today: date) -> int:
    """A year alone, not in the future; raises BadDate."""
    match = _YEAR.match(plain_digits(text))
    if match is None:
        raise BadDate("shape")
    return int(parse_birth(match.group(1), today=today))


def parse_time(text: str) -> str:
    """A time of day as stored, `14:30`; raises BadDate("time")."""
    match = _TIME.match(" ".join(plain_digits(text[:40]).lower().split()))
    if match is None:
        raise BadDate("time")
    hour, minute, part = int(match[1]), int(match[2] or 0), match[3] or ""
    if hour < 12 and (part in _AFTER_NOON or (part == "trưa" and hour < 10)):
        hour += 12
    if hour == 12 and part in {"am", "đêm", "sáng"}:
        hour = 0
    try:
        return time(hour, minute).strftime("%H:%M")
    except ValueError as error:
        raise BadDate("time") from error


def shown(stored: str) -> str:
    """A stored date as people here write it: 01/02/1990, or the year alone."""
    if len(stored) != 10:
        return stored
    return date.fromisoformat(stored).strftime("%d/%m/%Y")
