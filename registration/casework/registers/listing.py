"""A register as a printable list, landscape; what is longer than a printer should get is taken out as a sheet."""

from typing import Any

from django.utils import timezone

from portal.places.models import Ward
from registration.rules.ruleset import RuleSet, ruleset_for

from ..official_forms import bodies
from ..official_forms.editions import words
from ..official_forms.typesetting import typeset
from .books import REGISTRATIONS, Book
from .counting import Line
from .entries import Row
from .year import Year

MOST = 2_000
"""Rows of one print."""


def write(book: Book, ward: Ward, year: Year, rows: list[Row], *, lines: list[Line], note: str) -> bytes:
    """The PDF; `lines` are the counts, `note` (who, when, why) stands in the foot of every page."""
    rules = ruleset_for(timezone.localdate())
    form = rules.official_forms[book.form]
    common = words()["common"]
    data: dict[str, Any] = {
        "labels": words()["labels"],
        "footer": note,
        "place_and_date": common["place_and_blank_date"].format(place=ward.name),
        "form": {"label": form.label("vi"), "title": title(book, rules), "source": rules.cite(form.article, "vi")},
        "issuer": bodies.issuer(form, rules, ward),
        "number": "",
        "code": "",
        "mark": "",
        "period": period(year),
        "register": words()["register"],
        "columns": book.columns,
        "medium": [words()["labels"]["code"], words()["register"]["columns"]["person"][3]],
        "wide": [words()["register"]["columns"]["person"][0], words()["register"]["counted"][0]],
        "rows": rows,
        "counts": count_rows(lines, rules) if book.key == REGISTRATIONS else [],
    }
    return typeset("register", data)


def title(book: Book, rules: RuleSet) -> str:
    """SỔ ĐĂNG KÝ, or SỔ of the papers' name."""
    name = rules.official_forms[book.form].vi
    return (name if book.key == REGISTRATIONS else str(words()["register"]["title"].format(form=name))).upper()


def period(year: Year) -> str:
    text: str = words()["register"]["period"]
    return text.format(year=year.number, first=f"{year.first:%d/%m/%Y}", last=f"{year.last:%d/%m/%Y}")


def count_rows(lines: list[Line], rules: RuleSet) -> list[Row]:
    """The counts with the places in words."""
    return [
        [
            _place(line.key, rules),
            str(line.registered),
            str(line.in_progress),
            str(line.completed),
        ]
        for line in lines
    ]


def _place(key: str, rules: RuleSet) -> str:
    if key == "total":
        return str(words()["register"]["total"])
    return rules.places[key].vi if key in rules.places else key
