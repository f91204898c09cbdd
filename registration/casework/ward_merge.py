"""A ward becomes part of another: history keeps the old name, the work moves to the desks of the new ward.

The events, papers and register numbers of before stay with the old ward. Every open file gets an event and lies at the
new ward from then on; what is finished follows without one, so that the new desk can answer for it. Runs in batches,
each a transaction: a run that was broken off is simply run again. Who works at the new ward is said by postings.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.places.models import Ward

from . import clock
from .errors import MoveRefused
from .models import DueWarning, Registration
from .states import FINAL, OPEN, Status
from .turn import turn

BATCH = 200


class CannotMerge(MoveRefused):
    """These two wards cannot be merged so; nothing was done."""


@dataclass(frozen=True)
class Merged:
    """How many open files moved with an event, and how many finished ones followed."""

    open: int
    finished: int


def merge(old: Ward, new: Ward, *, on: date, basis: str, now: datetime) -> Merged:
    """`old` ends the day before `on` and its files lie at `new`. `basis` names the resolution that says so.

    Raises CannotMerge for a day ahead, the same ward, or a successor that does not exist on that day.
    """
    if on > clock.today(now):
        raise CannotMerge(_("A merger is carried out on its day or later, not before."))
    if old.pk == new.pk or not new.is_valid_on(on):
        raise CannotMerge(_("The ward that takes over must be another one that exists on that day."))
    _end(old, new, on, basis)
    moved = _move_open(old, new, now)
    finished = _follow(old, new)
    return Merged(moved, finished)


def _end(old: Ward, new: Ward, on: date, basis: str) -> None:
    """Once: the old ward's last day and its successor, with the note of who said so."""
    with transaction.atomic():
        locked = Ward.objects.select_for_update().get(pk=old.pk)
        if locked.valid_to is not None and locked.successors.filter(pk=new.pk).exists():
            return
        locked.valid_to = on - timedelta(days=1)
        locked.save(update_fields=["valid_to"])
        locked.successors.add(new)
        log.record(None, "ward.merged", "ward", old.pk, detail={"into": new.pk, "on": on.isoformat(), "basis": basis})


def _move_open(old: Ward, new: Ward, now: datetime) -> int:
    moved = 0
    waiting = Registration.objects.filter(ward=old, status__in=OPEN | {Status.PREPARED}).order_by("pk")
    while batch := list(waiting.only("pk")[:BATCH]):
        with transaction.atomic():
            for registration in batch:
                moved += _move_one(registration, old, new, now)
    return moved


def _move_one(registration: Registration, old: Ward, new: Ward, now: datetime) -> int:
    with turn("ward-merged", registration, None, now=now, by_citizen=True) as case:
        if case.registration.ward_id != old.pk:  # another run was faster
            return 0
        case.save(detail={"ward": str(new), "from": str(old), "to_ward": new.pk}, audit={"to_ward": new.pk})
        # The event belongs to the old ward's story, so the ward changes after it is written.
        case.registration.ward = new
        case.registration.save(update_fields=["ward"])
        DueWarning.objects.filter(registration=case.registration, ward=old, withdrawn_at=None).update(ward=new)
    return 1


def _follow(old: Ward, new: Ward) -> int:
    """What is finished, and what moved away from the old ward and was not acknowledged yet."""
    Registration.objects.filter(from_ward=old, status=Status.MOVED).update(from_ward=new)
    followed = 0
    finished = Registration.objects.filter(ward=old, status__in=FINAL)
    while keys := list(finished.values_list("pk", flat=True)[: 10 * BATCH]):
        followed += Registration.objects.filter(pk__in=keys).update(ward=new)
    return followed
