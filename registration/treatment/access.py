"""Who may see what of a treatment: the permission is a filter in the query.

The police desk of the ward refers and records. The staff of a facility sees the people who were referred to it, while
the referral is open: name, age, contact, what the desk wrote, stages; nothing of other files.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, Role, User
from portal.audit import log
from portal.places.models import Facility
from registration.casework import reading
from registration.casework.errors import WrongRole
from registration.casework.models import Registration
from registration.casework.scope import RegistrationQuerySet

from .models import Referral
from .states import TREATMENT_RUNS


def treated_at_desk(user: User) -> RegistrationQuerySet:
    """The registrations whose treatment the police desk of `user` records today."""
    return Registration.objects.filter(
        ward__in=user.wards_today(*POLICE_DESK), status__in=TREATMENT_RUNS, erased_at=None
    )


@dataclass(frozen=True)
class Facilitator:
    """A facility that acts: through a member of its staff (`user`), or through its software (None).

    The interface has proved by the client's token which facility it speaks for.
    """

    facility: Facility
    user: User | None = None

    def guard(self) -> None:
        """Raises WrongRole unless the person is staff of the facility today."""
        if self.user is not None and not self.user.facilities_today().filter(pk=self.facility.pk).exists():
            raise WrongRole(NOT_STAFF)


NOT_STAFF = _("You are not on the staff of this facility today.")


def note_reading(referral: Referral, user: User) -> None:
    """Note that staff of the facility opened the person's page; the person sees it in the list of readers."""
    ward = referral.registration.ward_id
    detail = {"ward": ward, "role": str(Role.FACILITY_STAFF), "desk": "facility", "facility": referral.facility_id}
    log.record(user, reading.FACILITY_READ, "registration", str(referral.registration_id), detail=detail)


def note_list(user: User, shown: int) -> None:
    """Note that the facility's list with names was shown."""
    log.record(user, "facility.people", "registration", "", detail={"shown": shown})
