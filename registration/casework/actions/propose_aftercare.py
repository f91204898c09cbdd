"""The police chief asks the committee to decide on aftercare: a numbered proposal, with the second factor."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import aftercare_steps, clock, numbers, suspending
from ..errors import WrongState
from ..models import Registration
from ..models.decision import Register
from ..states import Status
from ..turn import turn


def propose_aftercare(
    registration: Registration, actor: User, *, stepped_up: bool, now: datetime | None = None
) -> Registration:
    """Proposed. In treatment the clock of the certificate follows; after completion the committee's.

    Raises WrongState before the notice of the end, and where it was proposed already.
    """
    with turn("propose-aftercare", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        suspending.must_run(registration)
        done = aftercare_steps.done(registration)
        if "propose-aftercare" in done:
            raise WrongState(_("Aftercare is proposed already."))
        if registration.status == Status.IN_TREATMENT and "notify-end" not in done:
            raise WrongState(_("The notice that treatment ends soon comes first."))
        rules = ruleset_for(clock.today(case.now))
        paper = numbers.sign(
            registration, Register.PROPOSAL, rules.forms["aftercare_proposal"], by=actor, now=case.now, rules=rules
        )
        case.save(
            run=aftercare_steps.next_clock(registration, registration.status, case.now, done | {"propose-aftercare"}),
            detail={"number": paper.display_number},
            audit={"number": paper.display_number},
        )
    return registration
