"""Clocks that stand still: which may, and by how much the latest date moves when they run on.

Grounds and their articles are data of the rule set ([suspensions]). What was left of the time when the clock stopped
is left when it runs on: hours to the minute, working days and days whole.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.calendar.deadlines import Amount, Unit, deadline, working_days_between
from registration.rules.clock_rules import Ground
from registration.rules.ruleset import ruleset

from . import clock
from .errors import ClockForbids
from .models import Registration, Suspension

STANDS_STILL = _("The legal time stands still. Let it run on first.")
# The last day of these clocks is a date of the registration, which moves with it.
LAST_DAY = {"term": "ends_on", "certificate": "ends_on", "aftercare": "aftercare_ends_on"}


def open_one(registration: Registration) -> Suspension | None:
    """The suspension that lasts, if any."""
    return registration.suspensions.filter(ended_at=None).first()


def must_run(registration: Registration) -> None:
    """Raises ClockForbids while the clock stands still."""
    if registration.suspensions.filter(ended_at=None).exists():
        raise ClockForbids(STANDS_STILL)


def grounds(registration: Registration) -> dict[str, Ground]:
    """On which grounds the running clock may stand still, by key."""
    return ruleset(registration.rules_version).grounds_for(registration.clock) if registration.clock else {}


def end_with(move: str, registration: Registration, actor: User | None, now: datetime) -> None:
    """A step that changes state or clock ends what still stood still; `suspend` itself does not."""
    if move != "suspend":
        registration.suspensions.filter(ended_at=None).update(ended_at=now, ended_by=actor)


def due_after(suspension: Suspension, registration: Registration, now: datetime) -> datetime:
    """The latest date when the clock of `suspension` runs on at `now`."""
    rule = ruleset(registration.rules_version).deadlines.get(suspension.clock)
    unit = rule.amount.unit if rule else Unit.DAYS
    began, due = suspension.started_at, suspension.due_before
    if unit is Unit.HOURS:
        return now + (due - began)
    if unit is Unit.WORKING_DAYS:
        left = working_days_between(clock.today(began), clock.today(due))
        return deadline(now, Amount(left, Unit.WORKING_DAYS))
    return clock.end_of_day(clock.today(due) + (clock.today(now) - clock.today(began)))


def move_last_day(suspension: Suspension, registration: Registration, due_at: datetime) -> tuple[str, ...]:
    """Set the date of the registration that the clock ends on; returns the fields that changed."""
    field = LAST_DAY.get(suspension.clock)
    if field is None:
        return ()
    setattr(registration, field, clock.today(due_at))
    return (field,)
