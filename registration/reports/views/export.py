"""Figures as files: only with a purpose, always as an attachment, always noted before they leave."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.accounts.permissions import role_view
from portal.audit import log
from portal.ui.formats import vn_date, vn_datetime

from .. import content, periods
from ..actions.reports import area_of
from ..areas import READERS, Area, view_of
from ..choosing import choice
from ..export_form import ExportForm, PaperExportForm
from ..models import Report
from ..periods import Period
from ..typesetting import typeset
from ..workbook import TYPE, workbook
from .papers import page_of as paper_page
from .papers import report_for
from .sheet import page_of


@never_cache
@require_POST
@role_view(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The page of figures as XLSX: the figures that this person sees."""
    user = cast(User, request.user)
    form = ExportForm(request.POST)
    chosen = choice(view_of(user), {key: str(value) for key, value in request.POST.items()})
    if not form.is_valid():
        return render(request, "reports/sheet.html", page_of(chosen) | {"form": form}, status=422)
    _note(user, chosen.area.code, chosen.period, form.cleaned_data["purpose"], "xlsx")
    stored = content.content(chosen.area, chosen.period)
    stored["rows"] = [row for row in stored["rows"] if chosen.view.shows_code(row["code"], chosen.area)]
    for split in stored["splits"].values():
        split["counts"] = {
            code: counts for code, counts in split["counts"].items() if chosen.view.shows_code(code, chosen.area)
        }
    title = _("Figures on voluntary treatment")
    return _file(
        workbook(stored, title=title, facts=_facts(chosen.area, chosen.period)),
        TYPE,
        _name(chosen.area, chosen.period, "xlsx"),
    )


@never_cache
@require_POST
@role_view(*READERS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A stored report as XLSX or PDF, exactly as it was counted."""
    report, view = report_for(request, pk)
    form = PaperExportForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/paper.html", paper_page(request, report, view) | {"form": form}, status=422)
    period, area = periods.parse(report.period_slug), area_of(report)
    assert period is not None
    kind = form.cleaned_data["kind"]
    _note(cast(User, request.user), area.code, period, form.cleaned_data["purpose"], kind, report=report)
    name = _name(area, period, kind, report)
    facts = [*_facts(area, period), *_state(report)]
    if kind == "xlsx":
        title = _("Report on voluntary treatment")
        return _file(workbook(report.figures, title=title, facts=facts, note=report.note), TYPE, name)
    return _file(typeset(report, area, period, facts), "application/pdf", name)


def _note(user: User, area: str, period: Period, purpose: str, kind: str, *, report: Report | None = None) -> None:
    detail = {"period": period.slug, "kind": kind} | ({"report": report.pk} if report else {})
    log.record_read(user, "report.export", "report", area, reason=purpose, detail=detail)


def _facts(area: Area, period: Period) -> list[tuple[str, str]]:
    days = _("%(first)s to %(last)s") % {"first": vn_date(period.first), "last": vn_date(period.last)}
    return [
        (_("Area"), area.name),
        (_("Period"), f"{period.label} ({days})"),
        (_("Printed"), vn_datetime(timezone.now())),
    ]


def _state(report: Report) -> list[tuple[str, str]]:
    counted = vn_datetime(report.figures.get("as_of", ""))
    return [
        (_("Version"), str(report.version)),
        (_("State of the report"), str(report.get_state_display())),
        (_("Counted"), counted),
        (_("Drafted by"), report.drafted_by.full_name),
        (_("Checked by"), report.checked_by.full_name if report.checked_by else "–"),
    ]


def _name(area: Area, period: Period, ending: str, report: Report | None = None) -> str:
    version = f"-v{report.version}" if report else ""
    return f"bao-cao-{area.code}-{period.slug}{version}.{ending}"


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
