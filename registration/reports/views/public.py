"""The public statistics: one closed period, the country or one of its provinces. Never anything that still changes."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.ui import public_pages
from registration.casework.states import Status

from .. import periods, words
from ..models import Publication
from ..public_counts import AGES, SEXES
from ..sheet_rows import Bar


@require_safe
def statistics(request: HttpRequest, period: str = "", province: str = "") -> HttpResponse:
    """The newest published period, or the one of the address; with a province its statuses and wards."""
    everything = list(Publication.objects.all())
    found = next((one for one in everything if period in {"", one.slug}), None)
    if found is None and period:
        raise Http404
    context: dict[str, Any] = {"publication": found, "twin_url": None}
    if found:
        shown = periods.parse(found.slug)
        context |= {"period": shown, "others": [periods.parse(one.slug) for one in everything if one != found]}
        context |= _province(found.counts, province) if province else _country(found)
    return public_pages.mark(render(request, "reports/public.html", context))


def _country(found: Publication) -> dict[str, Any]:
    counts = found.counts
    return {
        "total": _shown(counts["total"]),
        "statuses": _bars(_statuses(counts["by_status"])),
        "provinces": _bars([(one["name"], one["total"], one["code"]) for one in counts["provinces"]]),
        "ages": words.value_labels("age_band"),
        "people": _people(counts),
        "turns": _bars([(words.value_labels("repeat")[key], number, "") for key, number in counts["by_turn"].items()]),
    }


def _province(counts: dict[str, Any], code: str) -> dict[str, Any]:
    found = next((one for one in counts["provinces"] if one["code"] == code), None)
    if found is None:
        raise Http404
    wards = [(one["name"], one["total"], "") for one in counts["wards"].get(code, [])]
    return {
        "province": found,
        "total": _shown(found["total"]),
        "statuses": _bars(_statuses(found["by_status"])),
        "wards": _bars(wards),
    }


def _statuses(counts: dict[str, int | None]) -> list[tuple[str, int | None, str]]:
    return [(str(Status(status).label), number, "") for status, number in counts.items()]


def _people(counts: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Rows of the table sex × age, the sums last; empty where nothing was published."""
    cells = {(one["sex"], one["age"]): _shown(one["total"]) for one in counts["by_sex_and_age"]}
    if not cells:
        return []
    sexes = words.value_labels("sex")
    rows = [
        (sexes[sex], [*(cells.get((sex, age), "0") for age in AGES), _shown(counts["by_sex"][sex])])
        for sex in SEXES
        if sex in counts["by_sex"]
    ]
    ages = [_shown(counts["by_age"][age]) if age in counts["by_age"] else "0" for age in AGES]
    return [*rows, (pgettext("sum of a table", "Together"), [*ages, _shown(counts["total"])])]


def _bars(rows: list[tuple[str, int | None, str]]) -> list[Bar]:
    longest = max((number or 0 for _label, number, _code in rows), default=0) or 1
    return [
        Bar(label, _shown(number), "", (number or 0) / longest * 100, 0, "", "", code) for label, number, code in rows
    ]


def _shown(number: int | None) -> str:
    return _("hidden") if number is None else words.number(Decimal(number))
