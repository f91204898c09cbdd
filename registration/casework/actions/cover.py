"""Leave cover: set who does an absent colleague's work, and end it early."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from portal.audit import log
from portal.places.models import Ward

from .. import assignment
from ..desks import COMMITTEE, Desks
from ..errors import BadInput
from ..models import Cover

SET, ENDED = "cover.set", "cover.ended"
LONGEST = timedelta(days=366)


def set_cover(
    ward: Ward, absent: User, cover: User, starts_on: date, ends_on: date, *, by: User, desks: Desks
) -> Cover:
    """`cover` sees the work of `absent` at the desk of `by` in `ward`. Raises BadInput.

    Officers set the cover of their own leave; the chief of police and the chair set anybody's of their desk.
    """
    desk = desks.kind(ward.pk)
    if not desk:
        raise BadInput("ward", _("You do not sit at a desk of this ward."))
    if absent != by and not leads(desks, ward.pk):
        raise BadInput("absent", _("You can set the cover of your own leave; the head of the desk sets it for others."))
    for name, person in (("absent", absent), ("cover", cover)):
        if not assignment.sits_at(person, desk, ward.pk):
            raise BadInput(name, _("This person does not sit at the same desk of the ward."))
    if absent == cover:
        raise BadInput("cover", _("Choose another person than the absent one."))
    if ends_on < max(starts_on, timezone.localdate()) or ends_on - starts_on > LONGEST:
        raise BadInput("ends_on", _("The last day lies before the first, in the past, or more than a year on."))
    with transaction.atomic():
        made = Cover.objects.create(
            ward=ward, desk=desk, absent=absent, cover=cover, starts_on=starts_on, ends_on=ends_on, set_by=by
        )
        detail = {"ward": ward.pk, "desk": desk, "absent": absent.pk, "cover": cover.pk}
        log.record(by, SET, "cover", str(made.pk), detail=detail | {"from": starts_on, "to": ends_on})
    return made


def end_cover(key: int, by: User, desks: Desks, *, now: datetime | None = None) -> Cover | None:
    """Ended from now on; by the absent one, the cover, who set it, or the head of the desk. None: not found."""
    with transaction.atomic():
        found = Cover.objects.select_for_update().filter(pk=key, ward__in=desks.roles, ended_at=None).first()
        if found is None or found.desk != desks.kind(found.ward_id):
            return None
        if by.pk not in {found.absent_id, found.cover_id, found.set_by_id} and not leads(desks, found.ward_id):
            return None
        found.ended_at = now or timezone.now()
        found.save(update_fields=["ended_at"])
        log.record(by, ENDED, "cover", str(found.pk), detail={"ward": found.ward_id, "desk": found.desk})
    return found


def leads(desks: Desks, ward_code: str) -> bool:
    """Whether the person heads their desk of the ward."""
    head = Role.COMMITTEE_CHAIR if desks.kind(ward_code) == COMMITTEE else Role.POLICE_CHIEF
    return head in desks.at(ward_code)
