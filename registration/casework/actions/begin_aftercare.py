"""The committee's chair decides on aftercare and names a helper (Decree 163/2026, art. 134, 136; F 53, F 59)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from registration.rules.ruleset import ruleset_for

from .. import clock, numbers
from ..errors import BadInput
from ..models import Registration
from ..models.decision import Register
from ..turn import turn


def begin_aftercare(
    registration: Registration,
    actor: User,
    *,
    helper: User,
    organisation: str,
    stepped_up: bool,
    now: datetime | None = None,
) -> Registration:
    """In aftercare. `helper` must be posted as helper in the ward; the length is that of the law in force today."""
    with turn("begin-aftercare", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        if not helper.wards_today(Role.HELPER).filter(pk=registration.ward_id).exists():
            raise BadInput("helper", _("Choose a helper of this ward."))
        if not organisation.strip():
            raise BadInput("organisation", _("Name the organisation that supports the person."))
        today = clock.today(case.now)
        rules = ruleset_for(today)
        registration.helper = helper
        registration.aftercare_ends_on = rules.aftercare_ends(today)
        paper = numbers.sign(
            registration,
            Register.AFTERCARE,
            rules.forms["aftercare_decision"],
            by=actor,
            now=case.now,
            starts_on=today,
            ends_on=registration.aftercare_ends_on,
            term_months=rules.lengths["aftercare"].number,
            rules=rules,
            detail={"organisation": organisation.strip()},
        )
        numbers.sign(
            registration,
            Register.HELPER,
            rules.forms["helper"],
            by=actor,
            now=case.now,
            rules=rules,
            detail={"organisation": organisation.strip()},
        )
        case.save(
            "helper",
            "aftercare_ends_on",
            due_at=clock.end_of_day(registration.aftercare_ends_on),
            detail={
                "helper": helper.full_name,
                "organisation": organisation.strip(),
                "ends_on": registration.aftercare_ends_on,
                "number": paper.display_number,
            },
            audit={"number": paper.display_number},
        )
    return registration
