"""Which days are days off in Vietnam: weekends, public holidays, swaps, and the ministry's late changes.

Two layers. Below, the `holidays` library: public holidays with their substitute days, and the yearly swaps
(31 August 2026 was off, Saturday 22 August 2026 was worked). Above, the table `DayOff` (`models.py`), which
staff edit, because the official plan for Tết and for swaps is announced only the autumn before. The table
always wins; `models.py` gives the two together as `working_days()`. Next: `deadlines.py` counts with these days,
`hours.py` opens and closes desks by them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def _library() -> holidays.HolidayBase:
    return holidays.country_holidays("VN", language="vi")


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of days off, as a value: the library plus `changes` (day -> is it worked?)."""

    changes: Mapping[date, bool] = field(default_factory=dict)

    def is_day_off(self, day: date) -> bool:
        """True on weekends, public holidays, substitute days and days taken off by the table."""
        if day in self.changes:
            return not self.changes[day]
        return not _library().is_working_day(day)

    def is_holiday(self, day: date) -> bool:
        """True on a day off that is not just a weekend: a public holiday, its substitute, a day of the table."""
        if day in self.changes:
            return not self.changes[day]
        return day in _library()

    def is_working_weekend(self, day: date) -> bool:
        """True on a Saturday or Sunday that is worked in exchange for another day."""
        return day.weekday() >= 5 and not self.is_day_off(day)

    def name_of(self, day: date) -> str:
        """The Vietnamese name of a public holiday; empty where the library knows none for that day."""
        return str(_library().get(day) or "")
