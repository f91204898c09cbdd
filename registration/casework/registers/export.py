"""Take a register out: note who, what, how much and why, then write it. The note stays even if the writing fails."""

from dataclasses import dataclass
from typing import IO

from django.utils import timezone

from portal.accounts.models import User
from portal.audit import log
from portal.places.models import Ward
from registration.rules.ruleset import ruleset_for

from .. import lists
from ..official_forms.editions import words
from . import listing, sheet
from .books import REGISTRATIONS, Book
from .counting import counts
from .entries import MOST, number_of, rows
from .year import Year

EXPORTED = "register.export"
LOOKED = "register.look"
XLSX, PDF = "xlsx", "pdf"
LIMITS = {XLSX: MOST, PDF: listing.MOST}


class TooMany(Exception):
    """The register holds more rows than this kind of file takes."""

    def __init__(self, most: int):
        super().__init__(most)
        self.most = most


@dataclass(frozen=True)
class Wish:
    """Which register of which ward and year."""

    book: Book
    ward: Ward
    year: Year

    @property
    def ref(self) -> str:
        return f"{self.ward.pk}:{self.book.key}:{self.year.number}"


def note_look(wish: Wish, user: User, role: str) -> None:
    """Somebody looked at a register's list on the page (codes and days, no names)."""
    log.record(user, LOOKED, "register", wish.ref, detail={"ward": wish.ward.pk, "role": role})


def export(wish: Wish, user: User, role: str, *, kind: str, purpose: str, reference: str) -> IO[bytes] | bytes:
    """The register as XLSX (a file) or PDF (bytes). `purpose` is a key of the list, `reference` a letter's number.

    Raises TooMany.
    """
    number = number_of(wish.book, wish.ward, wish.year)
    if number > LIMITS[kind]:
        raise TooMany(LIMITS[kind])
    log.record(
        user,
        EXPORTED,
        "register",
        wish.ref,
        reason=" ".join(filter(None, (purpose, reference))),
        detail={"ward": wish.ward.pk, "role": role, "book": wish.book.key, "format": kind, "rows": number},
    )
    foot = _note(user, purpose, reference)
    if kind == PDF:
        lines = counts(wish.ward, wish.year) if wish.book.key == REGISTRATIONS else []
        entries = list(rows(wish.book, wish.ward, wish.year))
        return listing.write(wish.book, wish.ward, wish.year, entries, lines=lines, note=foot)
    rules = ruleset_for(timezone.localdate())
    head = [
        listing.title(wish.book, rules),
        f"{wish.ward.official_name}, {wish.ward.province.official_name}",
        listing.period(wish.year),
    ]
    if wish.book.key == REGISTRATIONS:
        counted = words()["register"]["counted"]
        head += [
            "; ".join(f"{name}: {said}" for name, said in zip(counted, row, strict=True))
            for row in listing.count_rows(counts(wish.ward, wish.year), rules)
        ]
    return sheet.write(head, wish.book.columns, rows(wish.book, wish.ward, wish.year), foot)


def _note(user: User, purpose: str, reference: str) -> str:
    entry = lists.entries("export_purpose")[purpose]
    text: str = words()["register"]["note"]
    return text.format(
        who=user.full_name,
        when=f"{timezone.localtime():%H:%M %d/%m/%Y}",
        purpose=" ".join(filter(None, (entry.vi, f"({reference})" if reference else ""))),
    )
