"""The one legal clock of a registration: starting, stopping, and how much of it is used.

Lengths come from the rule set of the case; this module only counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.calendar.deadlines import LAST_SECOND, VIETNAM, add_months
from registration.rules.ruleset import ruleset

from .escalation import moments
from .models import Registration

__all__ = [
    "CLOCK_FIELDS", "VIETNAM", "Reading", "add_months", "end_of_day", "planned", "read", "start", "stop", "today",
    "watch",
]  # fmt: skip
CLOCK_FIELDS = ("clock", "clock_started_at", "due_at", "warn_at")
# Share of the clock after which the officer, then the chief, is warned (domain.md §8).
NEAR, VERY_NEAR = 0.5, 0.75


def start(registration: Registration, name: str, now: datetime, *, due_at: datetime | None = None) -> None:
    """Set the clock's fields (not saved). Without `due_at` the rule set's deadline `name` counts from `now`.

    A rule set that knows no such deadline leaves the registration without a clock.
    """
    rules = ruleset(registration.rules_version)
    if due_at is None:
        if name not in rules.deadlines:
            stop(registration)
            return
        due_at = rules.due(name, now)
    registration.clock, registration.clock_started_at, registration.due_at = name, now, due_at
    watch(registration, name, now, due_at)


def stop(registration: Registration) -> None:
    """Clear the clock's fields (not saved)."""
    registration.clock, registration.clock_started_at, registration.due_at = "", None, None
    registration.warn_at = None


def watch(registration: Registration, kind: str, since: datetime, due_at: datetime | None) -> None:
    """Note when somebody has to be warned first about `kind` (not saved); also for what is no legal clock."""
    registration.warn_at = moments.first(ruleset(registration.rules_version), kind, since, due_at)


def planned(registration: Registration) -> datetime | None:
    """The date to plan for, before the latest one; None without a clock or a rule."""
    rule = ruleset(registration.rules_version).warnings.get(registration.clock)
    if rule is None or registration.clock_started_at is None:
        return None
    return moments.planned(rule, registration.clock_started_at, registration.due_at)


def today(now: datetime) -> date:
    """The day in Vietnam at a moment."""
    return now.astimezone(VIETNAM).date()


def end_of_day(day: date) -> datetime:
    """The last moment of `day` in Vietnam."""
    return datetime.combine(day, LAST_SECOND, VIETNAM)


@dataclass(frozen=True)
class Reading:
    """What a clock shows at a moment: `left` may be negative; `used` is a share from 0 to 1, for the bar."""

    name: str
    due_at: datetime
    left: timedelta
    used: float

    @property
    def level(self) -> str:
        """`over`, `very_near`, `near` or `calm`."""
        if self.left <= timedelta(0):
            return "over"
        if self.used >= VERY_NEAR:
            return "very_near"
        return "near" if self.used >= NEAR else "calm"

    @property
    def percent(self) -> int:
        return round(self.used * 100)

    @property
    def hours(self) -> int:
        """Whole hours left, or over."""
        return int(abs(self.left).total_seconds() // 3600)

    @property
    def minutes(self) -> int:
        return int(abs(self.left).total_seconds() % 3600 // 60)

    @property
    def days(self) -> int:
        return abs(self.left).days


def read(registration: Registration, now: datetime) -> Reading | None:
    """The running clock at `now`, or None."""
    if registration.due_at is None or registration.clock_started_at is None:
        return None
    whole = (registration.due_at - registration.clock_started_at).total_seconds()
    gone = (now - registration.clock_started_at).total_seconds()
    used = 1.0 if whole <= 0 else min(1.0, max(0.0, gone / whole))
    return Reading(registration.clock, registration.due_at, registration.due_at - now, used)
