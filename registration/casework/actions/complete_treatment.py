"""Certify that treatment is completed: the chief, with the second factor, within the last day of the term.

Which certificate it is depends on the place of treatment (rule set): the desk's own, or the facility's.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset, ruleset_for

from .. import aftercare_steps, clock, numbers, suspending
from ..errors import ClockForbids
from ..models import Registration
from ..models.decision import Register
from ..states import Status
from ..turn import turn


def complete_treatment(
    registration: Registration, actor: User, *, stepped_up: bool, now: datetime | None = None
) -> Registration:
    """Completed, with a numbered certificate. Raises ClockForbids before the last 24 hours of the term."""
    with turn("complete-treatment", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        suspending.must_run(registration)
        # Handing over follows the law of the day, also for cases decided under the older one (Law 120/2025, art. 56).
        rules = ruleset_for(clock.today(case.now))
        if registration.ends_on and case.now < rules.due("aftercare_handover", clock.end_of_day(registration.ends_on)):
            raise ClockForbids(_("The certificate is handed over within the last 24 hours of the term."))
        registration.completed_at = case.now
        form = ruleset(registration.rules_version).certificate_for(registration.place).number
        paper = numbers.sign(registration, Register.CERTIFICATE, form, by=actor, now=case.now)
        steps = aftercare_steps.done(registration)
        case.save(
            "completed_at",
            run=aftercare_steps.next_clock(registration, Status.COMPLETED, case.now, steps),
            detail={"number": paper.display_number},
            audit={"number": paper.display_number},
        )
    return registration
