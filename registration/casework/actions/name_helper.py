"""The committee's chair names the helper of a person at home or in aftercare, or another one after a move."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from registration.rules.ruleset import ruleset_for

from .. import clock, numbers
from ..errors import BadInput
from ..models import Registration
from ..models.decision import Register
from ..turn import turn


def name_helper(
    registration: Registration,
    actor: User,
    *,
    helper: User,
    organisation: str,
    stepped_up: bool,
    now: datetime | None = None,
) -> Registration:
    """`helper`, posted as helper in the ward, supports the person from now on; an earlier helper no longer does.

    After a move between wards the assignment has a form of its own.
    """
    with turn("name-helper", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        if not helper.wards_today(Role.HELPER).filter(pk=registration.ward_id).exists():
            raise BadInput("helper", _("Choose a helper of this ward."))
        if not organisation.strip():
            raise BadInput("organisation", _("Name the organisation that supports the person."))
        registration.helper = helper
        rules = ruleset_for(clock.today(case.now))
        form = rules.forms["helper_after_move" if registration.from_ward_id else "helper"]
        numbers.sign(
            registration,
            Register.HELPER,
            form,
            by=actor,
            now=case.now,
            rules=rules,
            detail={"organisation": organisation.strip()},
        )
        case.save(
            "helper",
            detail={"helper": helper.full_name, "organisation": organisation.strip(), "form": form},
            audit={"form": form},
        )
    return registration
