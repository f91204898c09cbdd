"""The steps around the end of treatment and the clock that follows each: notice, proposal, certificate, decision.

Notice of the end → proposal of aftercare within its time → certificate within the last hours of the term → decision on
aftercare. Which clock runs follows from what is done, also where steps come late or a file arrives from another ward.
"""

from datetime import datetime

from registration.rules.ruleset import ruleset_for

from . import clock
from .models import Registration
from .states import Status

STEPS = ("notify-end", "propose-aftercare")


def done(registration: Registration) -> set[str]:
    """Which of the steps were made."""
    return set(registration.events.filter(kind__in=STEPS).values_list("kind", flat=True))


def next_clock(registration: Registration, status: str, now: datetime, steps: set[str]) -> tuple[str, datetime] | None:
    """Name and end of the clock in `status` (in treatment or completed) once `steps` are made; None where none runs.

    Aftercare follows the law of the day, also for cases decided under the older one.
    """
    notified, proposed = "notify-end" in steps, "propose-aftercare" in steps
    rules = ruleset_for(clock.today(now))
    term = clock.end_of_day(registration.ends_on) if registration.ends_on else None
    if status == Status.COMPLETED and proposed and "aftercare_handover" in rules.deadlines:
        # The decision is handed over before the term ends; a late certificate leaves the same hours from now on.
        late = now + (now - rules.due("aftercare_handover", now))
        return "aftercare_handover", term if term and term > now else late
    if status == Status.COMPLETED or (notified and not proposed):
        return "aftercare_proposal", rules.due("aftercare_proposal", now)
    if term is None:
        return None
    return ("certificate" if proposed else "term"), term
