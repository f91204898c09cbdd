"""Whose work a file is: taken, given to a colleague of the same desk, given back; one by one or many at once.

Every change is guarded row by row under a lock, noted in the audit log, and can be taken back as long as nobody has
changed it since. Police desk and committee desk each have their own assignee.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import COMMITTEE_DESK, POLICE_DESK, Posting, User
from portal.audit import log

from . import covers
from .desks import COMMITTEE, Desks
from .models import Registration
from .states import FINAL

ASSIGNED = "registration.assign"
_UNKNOWN = object()


@dataclass(frozen=True)
class Result:
    """What became of one file: `refused` says why nothing changed; `before` and `after` are keys of people."""

    registration: Registration
    refused: str
    before: int | None = None
    after: int | None = None


def colleagues(user: User, desks: Desks) -> list[User]:
    """Who may be given work by `user`: everyone posted today at one of the same desks, oneself first."""
    wards = {"police": desks.police_wards, "committee": desks.committee_wards - desks.police_wards}
    found = _posted(wards["police"], POLICE_DESK) | _posted(wards["committee"], COMMITTEE_DESK)
    people = User.objects.filter(pk__in=found.values("user"), is_active=True).order_by("full_name", "pk")
    return sorted(people, key=lambda one: one.pk != user.pk)


def _posted(wards: Iterable[str], roles: Iterable[str]) -> QuerySet[Posting]:
    return Posting.objects.valid_on(timezone.localdate()).filter(ward__in=list(wards), role__in=list(roles))


def assign(
    registration: Registration, by: User, desks: Desks, to: User | None, *, expected: int | object | None = _UNKNOWN
) -> Result:
    """Give the work to `to` (None: to nobody). `expected` is the assignee that the caller saw, else any.

    Refused, with words, where the file is gone from sight or finished, `to` does not sit at the same desk of its ward
    today, or somebody else has given it away in the meantime.
    """
    with transaction.atomic():
        locked = (
            Registration.objects.visible_to(by, desks)
            .select_for_update(of=("self",))
            .filter(pk=registration.pk)
            .first()
        )
        if locked is None or not (desk := desks.kind(locked.ward_id)):
            return Result(registration, _("This file is no longer at your desk."))
        column = covers.column_of(desk)
        before = getattr(locked, f"{column}_id")
        if expected is not _UNKNOWN and before != expected:
            return Result(locked, _("Somebody else has given this file away in the meantime."), before)
        if locked.status in FINAL:
            return Result(locked, _("This file is finished."), before)
        if to and not sits_at(to, desk, locked.ward_id):
            return Result(locked, _("%(name)s does not sit at the desk of this file.") % {"name": to}, before)
        after = to.pk if to else None
        if before != after:
            setattr(locked, f"{column}_id", after)
            locked.save(update_fields=[column])
            detail = {"ward": locked.ward_id, "desk": desk, "from": before, "to": after}
            log.record(by, ASSIGNED, "registration", str(locked.pk), detail=detail)
        return Result(locked, "", before, after)


def sits_at(user: User, desk: str, ward_code: str) -> bool:
    """Whether `user` holds a role of `desk` in the ward today."""
    roles = COMMITTEE_DESK if desk == COMMITTEE else POLICE_DESK
    return user.wards_today(*roles).filter(pk=ward_code).exists()
