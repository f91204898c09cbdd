"""The desk's inbox as rows: masked person, clock, next step. A fixed number of queries for any number of rows."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from portal.accounts.models import User

from . import clock, clock_words, codes, lookups
from .desks import Desks
from .models import CompletionRequest, NotEligibleProposal, Registration
from .moves import Move, possible, waiting_for
from .scope import RegistrationQuerySet
from .states import TAB_LABELS, TABS

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of the inbox."""

    registration: Registration
    person: str
    clock: dict[str, object] | None
    next_move: Move | None
    note: str
    waiting_for: str


@dataclass(frozen=True)
class Tab:
    """One group of states with the number of files in it."""

    key: str
    label: str
    count: int


def masked(name: str) -> str:
    """Initials: enough to tell two rows apart, too little to read a name over a shoulder."""
    return " ".join(f"{part[0].upper()}." for part in name.split()) or "–"


def files_of(user: User) -> RegistrationQuerySet:
    """What `user` may see, with what a row needs."""
    answered = CompletionRequest.objects.filter(registration=OuterRef("pk"), closed_at=None, answered_at__isnull=False)
    proposed = NotEligibleProposal.objects.filter(registration=OuterRef("pk"), confirmed_at=None, superseded_at=None)
    return (
        Registration.objects.visible_to(user)
        .select_related("ward", "from_ward")
        .annotate(is_answered=Exists(answered), is_proposed=Exists(proposed))
    )


def tabs(user: User) -> list[Tab]:
    """Every tab with its count, in one query."""
    counts = dict(Registration.objects.visible_to(user).order_by().values_list("status").annotate(number=Count("pk")))
    return [
        Tab(key, str(TAB_LABELS[key]), sum(counts.get(status, 0) for status in states)) for key, states in TABS.items()
    ]


def found(user: User, text: str) -> RegistrationQuerySet:
    """The desk's files with exactly this code, phone or personal number."""
    match = Q(pk=None)
    with suppress(codes.BadCode):
        match |= Q(code=codes.normalise(text))
    if index := lookups.phone_index(text):
        match |= Q(phone_index=index)
    if index := lookups.id_index(text):
        match |= Q(id_index=index)
    return files_of(user).filter(match).most_urgent_first()


def rows(registrations: Iterable[Registration], desks: Desks, now: datetime) -> list[Row]:
    """The rows of a page; asks the database nothing more."""
    return [
        Row(
            registration=item,
            person=masked(item.full_name),
            clock=clock_words.bar(clock.read(item, now)),
            next_move=_next(item, desks),
            note=_note(item),
            waiting_for=waiting_for(item.status, desks.at(item.ward_id)),
        )
        for item in registrations
    ]


def _next(item: Registration, desks: Desks) -> Move | None:
    moves = possible(item.status, desks.at(item.ward_id))
    if getattr(item, "is_proposed", False):
        confirm = next((move for move in moves if move.name == "confirm-not-eligible"), None)
        if confirm:
            return confirm
    return moves[0] if moves and moves[0].main else None


def _note(item: Registration) -> str:
    if getattr(item, "is_answered", False):
        return _("The person has answered")
    if getattr(item, "is_proposed", False):
        return _("Proposed: cannot be settled here")
    if item.status == "moved" and item.from_ward:
        return _("From %(ward)s") % {"ward": item.from_ward}
    if item.postponed_until:
        return _("Postponed until %(day)s") % {"day": f"{item.postponed_until:%d/%m/%Y}"}
    return ""
