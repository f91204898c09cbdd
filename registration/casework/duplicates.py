"""Registrations that may be of the same person, for the officer: by personal number, phone, or name with birth date.

What lies in wards that the officer may see is shown side by side and can be marked as the same person or not; of other
wards nothing is told but that an open registration is there. Nothing is merged: a mark is a note that can be undone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from .desks import Desks
from .errors import MoveRefused
from .models import DuplicateMark, Registration
from .states import OPEN

MARKED, UNMARKED = "registration.duplicate_marked", "registration.duplicate_unmarked"
MOST = 10
SIGNS = {
    "id_index": _("the same number of the identity paper"),
    "phone_index": _("the same phone"),
    "name_dob_index": _("the same name and date of birth"),
}


class AlreadyMarked(MoveRefused):
    """Somebody has just said what these two are."""


@dataclass(frozen=True)
class Likeness:
    """Another registration that one may see, what is alike, and what was found about the two."""

    registration: Registration
    signs: list[str]
    mark: DuplicateMark | None


@dataclass(frozen=True)
class Found:
    """`likenesses` that one may see; whether `elsewhere`, out of sight, an open registration is alike."""

    likenesses: list[Likeness]
    elsewhere: bool


def find(registration: Registration, user: User, desks: Desks) -> Found:
    """At most three queries; none where the registration has nothing to compare."""
    alike = _alike(registration)
    if alike is None:
        return Found([], elsewhere=False)
    others = Registration.objects.filter(alike, erased_at=None).exclude(pk=registration.pk)
    seen = list(others.visible_to(user, desks).select_related("ward").order_by("-created_at", "pk")[:MOST])
    marks = {_other(mark, registration): mark for mark in _standing(registration)} if seen else {}
    out_of_sight = others.filter(status__in=OPEN).exclude(pk__in=[one.pk for one in seen])
    return Found(
        [Likeness(one, _signs(registration, one), marks.get(one.pk)) for one in seen],
        elsewhere=out_of_sight.exclude(pk__in=others.visible_to(user, desks).values("pk")).exists(),
    )


def mark(one: Registration, other: Registration, user: User, *, same: bool) -> DuplicateMark:
    """Note what the officer found. Raises AlreadyMarked where a standing mark says it already."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    try:
        with transaction.atomic():
            made = DuplicateMark.objects.create(first=first, second=second, same=same, by=user)
            for each, counterpart in ((first, second), (second, first)):
                detail = {"ward": each.ward_id, "other": str(counterpart.pk), "same": same}
                log.record(user, MARKED, "registration", str(each.pk), detail=detail)
    except IntegrityError as error:
        raise AlreadyMarked(_("A colleague has just said what these two are. Look at it again.")) from error
    return made


def unmark(one: Registration, other: Registration, user: User, *, now: datetime | None = None) -> bool:
    """Undo the standing mark of the two; False where there is none."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    with transaction.atomic():
        undone = DuplicateMark.objects.filter(first=first, second=second, undone_at=None).update(
            undone_at=now or timezone.now(), undone_by=user
        )
        if undone:
            log.record(
                user, UNMARKED, "registration", str(one.pk), detail={"ward": one.ward_id, "other": str(other.pk)}
            )
    return bool(undone)


def standing(one: Registration, other: Registration) -> DuplicateMark | None:
    """What is noted about the two now."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    return DuplicateMark.objects.select_related("by").filter(first=first, second=second, undone_at=None).first()


def are_alike(one: Registration, other: Registration) -> list[str]:
    """What is alike, in words; empty where nothing is."""
    return _signs(one, other)


def _alike(registration: Registration) -> Q | None:
    found = None
    for name in SIGNS:
        if value := getattr(registration, name):
            found = (found or Q()) | Q(**{name: value})
    return found


def _signs(one: Registration, other: Registration) -> list[str]:
    return [
        str(words) for name, words in SIGNS.items() if getattr(one, name) and getattr(one, name) == getattr(other, name)
    ]


def _standing(registration: Registration) -> list[DuplicateMark]:
    of_it = Q(first=registration) | Q(second=registration)
    return list(DuplicateMark.objects.filter(of_it, undone_at=None).select_related("by"))


def _other(mark: DuplicateMark, registration: Registration) -> object:
    return mark.second_id if mark.first_id == registration.pk else mark.first_id
