"""Record that treatment began: the term runs from the day of the receiving record."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import clock
from ..errors import BadInput
from ..models import Decision, Registration
from ..models.decision import Register
from ..turn import turn


def start(
    registration: Registration,
    actor: User | None,
    *,
    started_on: date,
    by_facility: bool = False,
    now: datetime | None = None,
) -> Registration:
    """In treatment since `started_on` (between decision and today); the end follows from the decided term.

    `by_facility`: the facility that admitted the person starts it; the caller has proved that it did.
    """
    with turn("start", registration, actor, now=now, by_facility=by_facility) as case:
        registration = case.registration
        today = clock.today(case.now)
        decided_on = clock.today(registration.decided_at) if registration.decided_at else today
        if not decided_on <= started_on <= today:
            raise BadInput("started_on", _("The start lies between the day of the decision and today."))
        decision = registration.decisions.filter(register=Register.DECISION).latest("signed_at")
        registration.started_on = started_on
        registration.ends_on = clock.add_months(started_on, _term(decision))
        registration.postponed_until = None
        case.save(
            "started_on",
            "ends_on",
            "postponed_until",
            due_at=clock.end_of_day(registration.ends_on),
            detail={"started_on": started_on, "ends_on": registration.ends_on},
        )
    return registration


def _term(decision: Decision) -> int:
    if decision.term_months is None:
        raise RuntimeError("a rehabilitation decision carries its term")
    return decision.term_months
