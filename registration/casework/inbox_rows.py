"""The desk's inbox as rows: masked person, clock, next step. A fixed number of queries for any number of rows.

First the keys of one page, by the index of the desk; then those fifty files with what a row needs. Nothing here grows
with the files of other wards, and counts read the index alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from portal.accounts.models import User

from . import clock, clock_words, inbox_filters, shift
from .covers import Mine
from .desks import COMMITTEE, Desks
from .inbox_filters import Filters
from .models import CompletionRequest, NotEligibleProposal, Registration
from .moves import Move, possible, waiting_for
from .scope import RegistrationQuerySet
from .states import TAB_LABELS, TABS, Status

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
    assignee: User | None


@dataclass(frozen=True)
class Tab:
    """One group of files with the number in it, and the address that shows it."""

    key: str
    label: str
    count: int
    address: str = ""


@dataclass(frozen=True)
class Section:
    """Rows that fall due in the same part of the day; without a heading where the order is another."""

    label: str
    key: str
    rows: list[Row]


@dataclass(frozen=True)
class Counts:
    """Of what one may see: by state, in the tab of the day's work, and its parts of the day."""

    by_state: dict[str, int]
    work: int
    by_part: dict[str, int]


def masked(name: str) -> str:
    """Initials: enough to tell two rows apart, too little to read a name over a shoulder."""
    return " ".join(f"{part[0].upper()}." for part in name.split()) or "–"


def page_of(user: User, desks: Desks, filters: Filters, mine: Mine, now: datetime) -> tuple[list[Registration], bool]:
    """The registrations of the page in order, and whether more follow. Two queries."""
    keys = (
        Registration.objects.visible_to(user, desks)
        .filter(inbox_filters.condition(filters, mine, now))
        .order_by(*inbox_filters.order_by(filters))
        .values_list("pk", flat=True)
    )
    begin = (filters.page - 1) * PAGE
    found = list(keys[begin : begin + PAGE + 1])
    return in_order(found[:PAGE]), len(found) > PAGE


def in_order(keys: list[UUID]) -> list[Registration]:
    """The registrations of `keys` in that order, with what a row needs. One query."""
    found = with_notes(Registration.objects.filter(pk__in=keys)).in_bulk()
    return [found[key] for key in keys if key in found]


def with_notes(files: RegistrationQuerySet) -> RegistrationQuerySet:
    """With ward and assignee, and whether the person has answered or a proposal waits."""
    answered = CompletionRequest.objects.filter(registration=OuterRef("pk"), closed_at=None, answered_at__isnull=False)
    proposed = NotEligibleProposal.objects.filter(registration=OuterRef("pk"), confirmed_at=None, superseded_at=None)
    return files.select_related("ward", "from_ward", "assigned_to", "assigned_social").annotate(
        is_answered=Exists(answered), is_proposed=Exists(proposed)
    )


def counts(user: User, desks: Desks, mine: Mine, now: datetime) -> Counts:
    """How many files of which kind; two queries that read the desk's index and the officer's opened dossiers."""
    work = inbox_filters.tab_condition(inbox_filters.WORK, mine, now)
    parts = {part.key: Count("status", filter=work & part.due) for part in shift.parts(now)}
    received = (
        Registration.objects.filter(RegistrationQuerySet.received_at_desks(desks))
        .order_by()
        .values("status")
        .annotate(
            number=Count("status"), work=Count("status", filter=work), **{f"part_{key}": n for key, n in parts.items()}
        )
    )
    found: list[Any] = list(received)  # rows of counts by name
    opened = 0
    if desks.police_wards:
        opened = Registration.objects.filter(
            openings__user=user, status=Status.PREPARED, ward__in=desks.police_wards
        ).count()
    return Counts(
        by_state={row["status"]: row["number"] for row in found} | ({Status.PREPARED.value: opened} if opened else {}),
        work=sum(row["work"] for row in found) + opened,
        by_part={
            key: sum(row[f"part_{key}"] for row in found) + (opened if key == shift.LATER else 0) for key in parts
        },
    )


def tabs(found: Counts) -> list[Tab]:
    """The groups of files in the order of an officer's day."""
    groups = [
        Tab(key, str(TAB_LABELS[key]), sum(found.by_state.get(status, 0) for status in states))
        for key, states in TABS.items()
    ]
    work = Tab(inbox_filters.WORK, _("My work now"), found.work)
    every = Tab("all", _("All files"), sum(found.by_state.values()))
    return [Tab(tab.key, tab.label, tab.count, Filters(tab=tab.key).address()) for tab in (work, *groups, every)]


def sections(rows: list[Row], filters: Filters, now: datetime) -> list[Section]:
    """The rows by part of the day where they come by hours left; else in one."""
    if filters.order or filters.tab in {"done", "all"} or filters.page > 1:
        return [Section("", "", rows)] if rows else []
    by_part = (
        Section(part.label, part.key, [row for row in rows if part.holds(row.registration.due_at)])
        for part in shift.parts(now)
    )
    return [section for section in by_part if section.rows]


def rows(registrations: Iterable[Registration], desks: Desks, now: datetime) -> list[Row]:
    """The rows of a page; asks the database nothing more."""
    return [
        Row(
            registration=item,
            person=masked(item.full_name),
            clock=clock_words.bar(clock.read(item, now)),
            next_move=_next(item, desks),
            note=_note(item),
            waiting_for=waiting_for(item.status, desks.at(item.ward_id), item.rules_version),
            assignee=item.assigned_social if desks.kind(item.ward_id) == COMMITTEE else item.assigned_to,
        )
        for item in registrations
    ]


def _next(item: Registration, desks: Desks) -> Move | None:
    moves = possible(item.status, desks.at(item.ward_id), item.rules_version)
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
