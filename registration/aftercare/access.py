"""Who may see what of a person in aftercare: the permission is a filter in the query.

A helper sees the people assigned to them, while the posting in the person's ward and the assignment last: name as told,
safe contact, plan, needs. The committee desk of the ward sees plan and needs, not what a helper wrote down.
"""

from portal.accounts.models import COMMITTEE_DESK, Role, User
from portal.audit import log
from registration.casework import reading
from registration.casework.models import Registration
from registration.casework.scope import RegistrationQuerySet

from .states import HELPER_SEES, NEEDS_OPEN_IN


def people_of(helper: User) -> RegistrationQuerySet:
    """The registrations whose person `helper` supports today; nothing after the posting or the assignment ended."""
    return Registration.objects.filter(
        helper=helper, ward__in=helper.wards_today(Role.HELPER), status__in=HELPER_SEES, erased_at=None
    )


def supported_by_desk(user: User) -> RegistrationQuerySet:
    """The registrations whose support the committee desk of `user` arranges today."""
    return Registration.objects.filter(
        ward__in=user.wards_today(*COMMITTEE_DESK), status__in=NEEDS_OPEN_IN, erased_at=None
    )


def note_reading(registration: Registration, helper: User) -> None:
    """Note that the helper opened the person's page; the person sees it in the list of readers."""
    detail = {"ward": registration.ward_id, "role": str(Role.HELPER), "desk": "helper"}
    log.record(helper, reading.HELPER_READ, "registration", str(registration.pk), detail=detail)


def note_list(user: User, action: str, shown: int) -> None:
    """Note that a list with names was shown."""
    log.record(user, action, "registration", "", detail={"shown": shown})
