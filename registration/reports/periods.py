"""Reporting periods: half-year and year as the law cuts them (rule set, `report_periods`), never calendar halves.

A period has an address (`2026-half_year`), begins at midnight of its first day in Vietnam and is closed when its last
day is over. For the public counts the year falls into two halves that never overlap (`public_periods`), so that no
two published tables can be subtracted from each other.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.calendar.deadlines import VIETNAM
from registration.rules.model import ReportPeriod
from registration.rules.ruleset import ruleset_for

HALF_YEAR, YEAR, SECOND_HALF = "half_year", "year", "second_half"
KINDS = (HALF_YEAR, YEAR)
FIRST_YEAR = 2022
"""Nothing is counted before the older of the two laws."""


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included."""

    kind: str
    year: int
    first: date
    last: date

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.kind}"

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time.min, VIETNAM)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, VIETNAM)

    @property
    def label(self) -> str:
        """Its name in the page's language."""
        words = {
            HALF_YEAR: _("First six months of %(year)s"),
            YEAR: _("Year %(year)s"),
            SECOND_HALF: _("Last six months of %(year)s"),
        }
        return words[self.kind] % {"year": self.year}

    @property
    def before(self) -> "Period | None":
        """The same period one year earlier, with which it is compared."""
        return period(self.kind, self.year - 1)

    def is_closed(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) >= self.until

    def has_begun(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) >= self.since


def period(kind: str, year: int, today: date | None = None) -> Period | None:
    """The period `kind` named after `year`, as the law in force today cuts it; None where there is none."""
    today = today or timezone.localdate()
    if not FIRST_YEAR <= year <= today.year + 1:
        return None
    cuts = ruleset_for(today).report_periods
    if kind in KINDS:
        return _cut(kind, year, cuts[kind])
    if kind == SECOND_HALF:
        half, whole = _cut(HALF_YEAR, year, cuts[HALF_YEAR]), _cut(YEAR, year, cuts[YEAR])
        return Period(SECOND_HALF, year, half.last + timedelta(days=1), whole.last)
    return None


def _cut(kind: str, year: int, rule: ReportPeriod) -> Period:
    first, last, _report_on = rule.dates(year)
    return Period(kind, year, first, last)


def parse(slug: str) -> Period | None:
    """The period of an address, or None."""
    year, _dash, kind = slug.partition("-")
    return period(kind, int(year)) if len(year) == 4 and year.isascii() and year.isdigit() else None


def choices(now: datetime | None = None, *, years: int = 4) -> list[Period]:
    """The periods of the last years that have begun, newest first: for the reports of the staff."""
    return _begun(KINDS, now or timezone.now(), years)


def public_periods(now: datetime | None = None) -> list[Period]:
    """The closed periods of the public counts, newest first; no two share a day."""
    now = now or timezone.now()
    return [one for one in _begun((HALF_YEAR, SECOND_HALF), now, now.year - FIRST_YEAR) if one.is_closed(now)]


def _begun(kinds: tuple[str, ...], now: datetime, years: int) -> list[Period]:
    this_year = timezone.localtime(now).year
    found = (period(kind, year) for year in range(this_year + 1, this_year - years, -1) for kind in kinds)
    begun = [one for one in found if one is not None and one.has_begun(now)]
    return sorted(begun, key=lambda one: (one.last, one.kind), reverse=True)


def current(now: datetime | None = None) -> Period:
    """The year that runs now."""
    now = now or timezone.now()
    return next(one for one in choices(now) if one.kind == YEAR and not one.is_closed(now))
