"""The reports page: every figure of one area and period, and the breakdown of one of them."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.models import User
from portal.accounts.permissions import role_view

from .. import figures, periods, sheet_rows, words
from ..areas import READERS, view_of
from ..choosing import Choice, choice
from ..export_form import ExportForm


@never_cache
@require_safe
@role_view(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """`period`, `area`, `indicator`, `by`: all in the address, none of them personal."""
    chosen = choice(view_of(cast(User, request.user)), request.GET.dict())
    return render(request, "reports/sheet.html", page_of(chosen) | {"form": ExportForm(initial=chosen.query())})


def page_of(chosen: Choice) -> dict[str, Any]:
    """What the template shows."""
    now, before = figures.compared(chosen.area, chosen.period)
    return {
        "choice": chosen,
        "periods": periods.choices(),
        "groups": sheet_rows.groups(chosen, now, before),
        "bars": sheet_rows.bars(chosen, now, before),
        "unit": sheet_rows.unit_of(chosen),
        "indicator_label": chosen.indicator.label(chosen.period.last),
        "splits": [(key, label) for key, label in words.dimensions().items() if key in chosen.splits],
        "closed": chosen.period.is_closed(),
        "writes": chosen.view.reports_for(chosen.area),
        "coordinates": chosen.view.coordinates(chosen.area),
    }
