"""Deadlines in the law's three units: clock hours, calendar days, working days.

Source: Civil Code 91/2015/QH13, articles 145–148.
- Hours run from the minute of the event, through nights, weekends and Tết; the decree on rehabilitation
  gives its hours without exception.
- Days: the day of the event is not counted (art. 147.2). The deadline ends with the last day (art. 148.6:
  "24:00"); we write 23:59:59 of that day so that the date shown is the date meant. A last day that is a day
  off moves to the next working day (art. 148.5).
- Working days are counted on working days only (`days.py`).
Everything is said in Vietnam's time, Asia/Ho_Chi_Minh, which has no summer time. Which amount applies to which
step of a case is data: `registration/rules/data/rules.toml`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from .days import WorkingDays
from .models import is_day_off, working_days

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_SECOND = time(23, 59, 59)

__all__ = [
    "VIETNAM",
    "Amount",
    "Unit",
    "add_months",
    "deadline",
    "deadline_before",
    "is_day_off",
    "working_days_between",
]


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class Amount:
    """So many hours, days or working days; never negative."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(f"an amount of time cannot be negative: {self.number} {self.unit}")


def deadline(start: datetime, amount: Amount, days: WorkingDays | None = None) -> datetime:
    """The last moment of a period of `amount` that an event at `start` sets in motion, in Vietnam's time.

    `start` must be aware. `days` is the calendar to count with (the one in force now, unless given).
    """
    begin = _in_vietnam(start)
    if amount.unit is Unit.HOURS:
        return begin + timedelta(hours=amount.number)
    days = days or working_days()
    if amount.unit is Unit.DAYS:
        last = begin.date() + timedelta(days=amount.number)
    else:
        last = _step(begin.date(), amount.number, days, timedelta(days=1))
    return _end_of(_not_off(last, days, timedelta(days=1)))


def deadline_before(end: datetime, amount: Amount, days: WorkingDays | None = None) -> datetime:
    """The last moment for something due at least `amount` before `end`; a day off moves it earlier.

    Example: the notice 30 days before the end of treatment, the end of aftercare prepared 3 working days ahead.
    """
    finish = _in_vietnam(end)
    if amount.unit is Unit.HOURS:
        return finish - timedelta(hours=amount.number)
    days = days or working_days()
    if amount.unit is Unit.DAYS:
        last = finish.date() - timedelta(days=amount.number)
    else:
        last = _step(finish.date(), amount.number, days, timedelta(days=-1))
    return _end_of(_not_off(last, days, timedelta(days=-1)))


def working_days_between(first: date, last: date, days: WorkingDays | None = None) -> int:
    """Working days after `first` up to and with `last` (the day of the event is not counted); 0 if none."""
    days = days or working_days()
    span = (last - first).days
    return sum(not days.is_day_off(first + timedelta(days=n)) for n in range(1, span + 1))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where that day is missing (art. 148.3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _in_vietnam(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a deadline needs a moment with a time zone")
    return moment.astimezone(VIETNAM)


def _step(day: date, number: int, days: WorkingDays, direction: timedelta) -> date:
    """The `number`-th working day after (or before) `day`."""
    while number:
        day += direction
        number -= not days.is_day_off(day)
    return day


def _not_off(day: date, days: WorkingDays, direction: timedelta) -> date:
    while days.is_day_off(day):
        day += direction
    return day


def _end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, VIETNAM)
