"""The rows of a register, one at a time, oldest first; a year of a ward never lies in memory as a whole.

A file that has moved to another ward keeps its row here, but what is said of the person is read at its new ward.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.places.models import Ward
from registration.rules.ruleset import ruleset

from ..models import Decision, Event, Registration
from ..models.decision import Register
from ..official_forms import mark
from ..official_forms.editions import value, words
from ..official_forms.people import Wards, people, written
from .books import REGISTRATIONS, Book
from .year import Year

MOST = 100_000
"""Rows of one taking-out."""
CHUNK = 500
RECEIPTS = ("file", "receive", "file-prepared")
Row = list[str]


def rows(book: Book, ward: Ward, year: Year, most: int = MOST) -> Iterator[Row]:
    """The rows of `book` at `ward` in `year`, each cell as text."""
    found = _registrations(ward, year) if book.key == REGISTRATIONS else _papers(book, ward, year)
    return islice(found, most)


def number_of(book: Book, ward: Ward, year: Year) -> int:
    """How many rows there are."""
    return receipts(ward, year).count() if book.key == REGISTRATIONS else papers(book, ward, year).count()


def receipts(ward: Ward, year: Year) -> QuerySet[Event]:
    """The events with which registrations were received at the ward in the year."""
    return Event.objects.filter(ward=ward, kind__in=RECEIPTS, at__gte=year.since, at__lt=year.until)


def papers(book: Book, ward: Ward, year: Year) -> QuerySet[Decision]:
    """The papers that the ward signed into the register in the year."""
    return Decision.objects.filter(
        ward=ward, register=book.register, signed_at__gte=year.since, signed_at__lt=year.until
    )


def _registrations(ward: Ward, year: Year) -> Iterator[Row]:
    wards: Wards = {}
    found = receipts(ward, year).order_by("at", "pk").select_related("registration").defer("detail")
    for place, events in enumerate(_chunks(found)):
        signed = _decisions([event.registration_id for event in events])
        for index, event in enumerate(events, start=1):
            registration, decision = event.registration, signed.get(event.registration_id)
            yield [
                str(place * CHUNK + index),
                written(timezone.localtime(event.at)),
                registration.display_code,
                *_person(registration, ward, wards),
                _place(registration),
                decision.display_number if decision else "",
                written(timezone.localtime(decision.signed_at)) if decision else "",
                written(registration.started_on),
                written(registration.ends_on),
                written(timezone.localtime(registration.completed_at)) if registration.completed_at else "",
                value("status", registration.status)
                if registration.ward_id == ward.pk
                else words()["register"]["elsewhere"],
            ]


def _papers(book: Book, ward: Ward, year: Year) -> Iterator[Row]:
    wards: Wards = {}
    found = papers(book, ward, year).order_by("year", "number").select_related("registration", "signed_by")
    for paper in found.defer("detail", "printed").iterator(chunk_size=CHUNK):
        yield [
            paper.display_number,
            written(timezone.localtime(paper.signed_at)),
            paper.form,
            paper.registration.display_code,
            *_person(paper.registration, ward, wards),
            _place(paper.registration),
            written(paper.starts_on),
            written(paper.ends_on),
            str(paper.signed_by.full_name) if paper.signed_by else "",
            mark(paper),
        ]


def _chunks(found: QuerySet[Event]) -> Iterator[list[Event]]:
    every = found.iterator(chunk_size=CHUNK)
    while chunk := list(islice(every, CHUNK)):
        yield chunk


def _decisions(keys: list[Any]) -> dict[Any, Decision]:
    """The latest decision on treatment of each registration."""
    found = Decision.objects.filter(registration__in=keys, register=Register.DECISION).defer("detail", "printed")
    return {paper.registration_id: paper for paper in found.order_by("signed_at", "pk")}


def _person(registration: Registration, ward: Ward, wards: Wards) -> Row:
    if registration.ward_id != ward.pk or registration.erased_at:
        return ["", "", "", "", ""]
    person = people(registration.answers, wards)["person"]
    return [str(person[name]) for name in ("name", "birth", "sex", "id_number", "residence")]


def _state(registration: Registration, ward: Ward) -> str:
    here = registration.ward_id == ward.pk
    return value("status", registration.status) if here else str(words()["register"]["elsewhere"])


def _place(registration: Registration) -> str:
    key = registration.place or str(registration.answers.get("intended_place") or "")
    place = ruleset(registration.rules_version).places.get(key)
    return place.vi if place else key
