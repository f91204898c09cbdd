"""Hold a registration while something about its treatment changes: lock the row, then check who acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log
from registration.casework.errors import WrongRole, WrongState
from registration.casework.models import Registration

from ..access import Facilitator, treated_at_desk
from ..models import Referral

NOT_YOURS = _("This file is not, or no longer, with your desk or facility, so nothing was saved.")
CHANGED = _("This referral has changed in the meantime, so nothing was done. Look at it again.")


@contextmanager
def by_desk(registration: Registration, officer: User) -> Iterator[Registration]:
    """The locked registration, if its treatment is recorded by the police desk of `officer`. Raises WrongRole."""
    with transaction.atomic():
        locked = _lock(registration)
        if not treated_at_desk(officer).filter(pk=locked.pk).exists():
            raise WrongRole(NOT_YOURS)
        yield locked


@contextmanager
def by_facility(referral: Referral, by: Facilitator) -> Iterator[Referral]:
    """The locked open referral of the facility, with its registration locked. Raises WrongRole, WrongState."""
    with transaction.atomic():
        registration = _lock(referral.registration)
        found = Referral.objects.select_for_update(of=("self",)).select_related("facility").get(pk=referral.pk)
        by.guard()
        if found.facility_id != by.facility.pk or found.registration_id != registration.pk or registration.erased_at:
            raise WrongRole(NOT_YOURS)
        if not Referral.objects.open().filter(pk=found.pk).exists():
            raise WrongState(CHANGED)
        found.registration = registration
        yield found


def _lock(registration: Registration) -> Registration:
    return Registration.objects.select_for_update(of=("self",)).select_related("ward").get(pk=registration.pk)


def note(actor: User | None, action: str, registration: Registration, **detail: Any) -> None:
    """The audit entry of a step; `detail` holds no personal word."""
    log.record(actor, action, "registration", str(registration.pk), detail={"ward": registration.ward_id, **detail})
