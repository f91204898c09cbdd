"""After a move the new ward's chief decides that treatment goes on there: same place and last day, own number."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset

from .. import numbers
from ..errors import WrongState
from ..models import Registration
from ..models.decision import Register
from ..turn import turn


def is_due(registration: Registration) -> bool:
    """Whether the file came from another ward and this ward's chief has not decided yet."""
    if not registration.from_ward_id:
        return False
    here = registration.decisions.filter(register=Register.DECISION, ward=registration.ward_id)
    return not here.exists() and registration.decisions.filter(register=Register.DECISION).exists()


def continue_treatment(
    registration: Registration, actor: User, *, stepped_up: bool, now: datetime | None = None
) -> Registration:
    """Decided to continue; state and clock stay. Raises WrongState where no decision of this ward is missing."""
    with turn("continue-treatment", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        if not is_due(registration):
            raise WrongState(_("There is nothing to continue by a decision of this ward."))
        first = registration.decisions.filter(register=Register.DECISION).latest("signed_at")
        paper = numbers.sign(
            registration,
            Register.DECISION,
            ruleset(registration.rules_version).forms["decision"],
            by=actor,
            now=case.now,
            starts_on=registration.started_on or first.starts_on,
            ends_on=registration.ends_on,
            term_months=first.term_months,
            detail={"continues": first.display_number, "from_ward": first.ward_id},
        )
        case.save(
            detail={
                "number": paper.display_number,
                "continues": first.display_number,
                "ends_on": registration.ends_on,
            },
            audit={"number": paper.display_number},
        )
    return registration
