"""When the line is staffed: the week, holidays, single days that are otherwise. In words: `hours_words.py`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from portal.calendar.deadlines import VIETNAM
from portal.calendar.hours import LOOK_AHEAD_DAYS, spans

Hours = Mapping[str, Any]
"""`week` (rows as in portal.calendar.hours), `on_holidays`, `exceptions` (`date`, `opens`, `closes`; empty: closed)."""


def spans_on(hours: Hours, day: date) -> list[tuple[datetime, datetime]]:
    """From when to when the line is open on `day`, in order. An exception of that day counts alone."""
    otherwise = [one for one in hours["exceptions"] if one["date"] == day.isoformat()]
    if otherwise:
        rows = [{"weekday": day.weekday(), **one} for one in otherwise if one["opens"]]
        return spans(rows, day, holidays_too=True) if rows else []
    return spans(hours["week"], day, holidays_too=hours["on_holidays"])


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether the line is open at that moment; the opening minute counts, the closing minute does not."""
    return any(opens <= at < closes for opens, closes in spans_on(hours, at.astimezone(VIETNAM).date()))


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """`at` itself when open, else the next opening; None when nothing opens within a month."""
    today = at.astimezone(VIETNAM)
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        for opens, closes in spans_on(hours, today.date() + timedelta(days=ahead)):
            if at < closes:
                return max(opens, today)
    return None
