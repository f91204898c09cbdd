"""Opening hours of a desk or a line: is it open, and when does it open next.

Hours are data of the place: a list of `{"weekday": 0, "opens": "07:30", "closes": "11:30"}`, Monday = 0, several
rows a day for the noon break, "24:00" for the end of the day. Public holidays close (unless the caller says
otherwise); a Saturday worked in exchange keeps Monday's hours where no own Saturday hours are given.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from .days import WorkingDays
from .deadlines import VIETNAM
from .models import working_days

Hours = Iterable[Mapping[str, object]]
MONDAY = 0
LOOK_AHEAD_DAYS = 31


class BadHours(ValueError):
    """The list of opening hours cannot be read; the message says which row and why."""


def check_hours(hours: Hours) -> None:
    """Raise BadHours unless every row is a weekday 0–6 with `opens` before `closes` (HH:MM)."""
    for row in hours:
        weekday = row.get("weekday")
        if weekday not in range(7):
            raise BadHours(f"weekday must be 0 (Monday) to 6 (Sunday): {row}")
        if _minutes(row, "opens") >= _minutes(row, "closes"):
            raise BadHours(f"must open before it closes: {row}")


def is_open(hours: Hours, at: datetime, *, holidays_too: bool = False, days: WorkingDays | None = None) -> bool:
    """Is it open at that moment? The opening minute counts, the closing minute does not."""
    local = at.astimezone(VIETNAM)
    return any(opens <= local < closes for opens, closes in _spans(list(hours), local.date(), holidays_too, days))


def next_opening(
    hours: Hours, at: datetime, *, holidays_too: bool = False, days: WorkingDays | None = None
) -> datetime | None:
    """`at` itself when open, else the next opening; None when nothing opens within a month."""
    local, rows = at.astimezone(VIETNAM), list(hours)
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        for opens, closes in _spans(rows, local.date() + timedelta(days=ahead), holidays_too, days):
            if local < closes:
                return max(opens, local)
    return None


def spans(
    hours: Hours, day: date, *, holidays_too: bool = False, days: WorkingDays | None = None
) -> list[tuple[datetime, datetime]]:
    """From when to when it is open on that day, in order; nothing on a day off."""
    return _spans(list(hours), day, holidays_too, days)


def _spans(rows: list, day: date, holidays_too: bool, days: WorkingDays | None) -> list[tuple[datetime, datetime]]:
    """The opening spans of one day, in order."""
    days = days or working_days()
    if days.is_holiday(day) and not holidays_too:
        return []
    wanted = [row for row in rows if row["weekday"] == day.weekday()]
    if not wanted and days.is_working_weekend(day):
        wanted = [row for row in rows if row["weekday"] == MONDAY]
    midnight = datetime.combine(day, time.min, VIETNAM)
    return sorted(
        (midnight + timedelta(minutes=_minutes(row, "opens")), midnight + timedelta(minutes=_minutes(row, "closes")))
        for row in wanted
    )


def _minutes(row: Mapping[str, object], key: str) -> int:
    try:
        hour, minute = (int(part) for part in str(row[key]).split(":"))
    except (KeyError, ValueError) as error:
        raise BadHours(f"{key} must be a time like 07:30: {row}") from error
    if not (0 <= minute < 60 and 0 <= hour * 60 + minute <= 24 * 60):
        raise BadHours(f"{key} must be a time like 07:30: {row}")
    return hour * 60 + minute
