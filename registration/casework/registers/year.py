"""The reporting year of a register: 15 December to 14 December, as the rules in force cut it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from registration.rules.ruleset import ruleset_for

from ..clock import VIETNAM

FIRST = 2022
"""Nothing is registered here before the older of the two laws."""


@dataclass(frozen=True)
class Year:
    """A reporting year by the number it is reported under; first and last day included."""

    number: int
    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time.min, VIETNAM)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, VIETNAM)


def year(number: int, today: date) -> Year:
    """The reporting year `number` by the rules in force today."""
    first, last, _report = ruleset_for(today).report_periods["year"].dates(number)
    return Year(number, first, last)


def current(today: date) -> int:
    """The number of the year that `today` falls into."""
    return today.year if today <= year(today.year, today).last else today.year + 1


def numbers(today: date) -> list[int]:
    """All years that can be asked for, newest first."""
    return list(range(current(today), FIRST - 1, -1))
