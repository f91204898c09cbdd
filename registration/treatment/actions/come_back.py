"""Somebody whose treatment stopped comes back: the new registration is tied to the earlier one, which counts.

Only files of one's own desk are compared; the same person is found by blind index (number, or name and date of birth).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, User
from registration.casework import placement
from registration.casework.errors import BadInput, WrongRole, WrongState
from registration.casework.models import Registration
from registration.casework.scope import RegistrationQuerySet
from registration.casework.states import Status

from ..models import Return
from .holding import NOT_YOURS, note

# Before the decision: afterwards the term is fixed.
MAY_LINK = frozenset({Status.RECEIVED, Status.COMPLETION_REQUESTED})


def earlier_cases(registration: Registration, officer: User) -> RegistrationQuerySet:
    """Stopped cases of the same person at the officer's police desk; what a break-glass lets one read is not there."""
    same = Q(pk=None)
    if registration.id_index:
        same |= Q(id_index=registration.id_index)
    if registration.name_dob_index:
        same |= Q(name_dob_index=registration.name_dob_index)
    return _at_desk(officer).filter(same, status=Status.STOPPED, erased_at=None).exclude(pk=registration.pk)


def link_return(
    registration: Registration, officer: User, earlier: Registration, *, now: datetime | None = None
) -> Return:
    """The officer confirms that it is the same person: the earlier treatment counts for the term."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if not _at_desk(officer).filter(pk=locked.pk).exists():
            raise WrongRole(NOT_YOURS)
        if locked.status not in MAY_LINK:
            raise WrongState(_("Earlier treatments are counted before the decision."))
        if not earlier_cases(locked, officer).filter(pk=earlier.pk).exists():
            raise BadInput("earlier", _("Choose one of the earlier files."))
        link, made = Return.objects.get_or_create(
            registration=locked, defaults={"earlier": earlier, "linked_at": now, "linked_by": officer}
        )
        if made:
            before = placement.earlier_count(earlier.answers) + 1
            locked.answers["earlier_voluntary_count"] = max(placement.earlier_count(locked.answers), before)
            locked.is_repeat = True
            locked.save(update_fields=["answers", "is_repeat"])
            note(officer, "registration.came_back", locked, earlier=str(earlier.pk))
    return link


def _at_desk(officer: User) -> RegistrationQuerySet:
    """What the officer sees at a police desk of today: reading elsewhere gives no right to write."""
    return Registration.objects.visible_to(officer).filter(ward__in=officer.wards_today(*POLICE_DESK))
