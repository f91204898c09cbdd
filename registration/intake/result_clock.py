"""How much is left of the hours in which the law asks to register after a positive determination.

The hours run from being told. Where only the day is known, the answer is the latest moment that is possible, and says
so: a time is never invented. Length and article come from the rule set (deadline `register_after_result`).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from portal.calendar.deadlines import VIETNAM
from registration.rules.ruleset import ruleset_for

DEADLINE = "register_after_result"
SHOWN_FOR = timedelta(days=14)
"""So long after its end the clock is still worth a word; an older result of the last months is ordinary."""


@dataclass(frozen=True)
class ResultClock:
    """`ends_at` is exact where the time of being told is known, else the latest possible moment."""

    ends_at: datetime
    exact: bool
    now: datetime

    @property
    def over(self) -> bool:
        return self.now >= self.ends_at

    @property
    def hours(self) -> int:
        """Whole hours left."""
        return int(max(timedelta(0), self.ends_at - self.now).total_seconds()) // 3600

    @property
    def minutes(self) -> int:
        """Minutes left beside the whole hours."""
        return int(max(timedelta(0), self.ends_at - self.now).total_seconds()) // 60 % 60

    @property
    def lately_over(self) -> bool:
        """Over, and not long ago."""
        return self.over and self.now < self.ends_at + SHOWN_FOR


def read(answers: dict[str, Any], now: datetime | None = None) -> ResultClock | None:
    """The clock of these answers; None without a result, or where a substitution clinic's letter takes its place."""
    if answers.get("determination_result") != "yes" or answers.get("substitution_status") == "now":
        return None
    day, at = _day(answers.get("determination_date")), _time(answers.get("determination_time"))
    now = now or timezone.now()
    if day is None or day > timezone.localdate(now):
        return None
    told = datetime.combine(day, at or time(23, 59), tzinfo=VIETNAM)
    rules = ruleset_for(timezone.localdate(now))
    if DEADLINE not in rules.deadlines:
        return None
    return ResultClock(rules.due(DEADLINE, told), at is not None, now)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _time(value: Any) -> time | None:
    try:
        return time.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
