"""The periodic reports: the list of an area, one report, and its steps."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.models import User
from portal.accounts.permissions import role_view

from .. import content, periods
from ..actions import reports
from ..areas import READERS, View, view_of
from ..choosing import choice
from ..errors import ReportRefusal
from ..export_form import PaperExportForm
from ..figures import at
from ..models import Report
from ..paper_forms import NoteForm
from ..report_states import BY_NAME, MOVES

STEPS = {
    "refresh": reports.refresh,
    "check": reports.check,
    "hand-back": reports.hand_back,
    "send": reports.send,
    "discard": reports.discard,
    "correct": reports.correct,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """GET: the reports of an area, newest first. POST: begin the report of a period."""
    user = cast(User, request.user)
    chosen = choice(view_of(user), request.GET.dict())
    if not _reads(chosen.view, chosen.area.code, chosen.area.province):
        raise Http404
    if request.method == "POST":
        try:
            return redirect("reports:paper", reports.begin(user, chosen.area, chosen.period).pk)
        except ReportRefusal as refusal:
            messages.error(request, str(refusal))
    found = Report.objects.filter(**at(chosen.area)).select_related("drafted_by", "checked_by")
    rows = [(one, periods.parse(one.period_slug)) for one in found]
    context = {"choice": chosen, "periods": periods.choices(), "rows": rows}
    return render(request, "reports/papers.html", context | {"writes": chosen.view.reports_for(chosen.area)})


@never_cache
@require_safe
@role_view(*READERS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with its figures, what it changes, and the steps that this person may take."""
    report, view = report_for(request, pk)
    return render(request, "reports/paper.html", page_of(request, report, view))


@never_cache
@require_POST
@role_view(*READERS)
def move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of a report."""
    report, view = report_for(request, pk)
    user = cast(User, request.user)
    if name not in STEPS or not view.reports_for(reports.area_of(report)):
        raise Http404
    note = NoteForm(request.POST if name == "refresh" else None)
    if name == "refresh" and not note.is_valid():
        return render(request, "reports/paper.html", page_of(request, report, view) | {"note_form": note}, status=422)
    try:
        more = {"note": note.cleaned_data["note"]} if name == "refresh" else {}
        after = STEPS[name](user, report, **more)
    except ReportRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:paper", pk)
    messages.success(request, _("Saved: %(step)s.") % {"step": BY_NAME[name].label})
    return redirect("reports:paper", after.pk) if after else redirect("reports:papers")


def report_for(request: HttpRequest, pk: int) -> tuple[Report, View]:
    """A report of an area that the signed-in person reads; Http404 otherwise."""
    view = view_of(cast(User, request.user))
    everything = Report.objects.select_related("province", "ward", "drafted_by", "checked_by", "sent_by", "corrects")
    report = get_object_or_404(everything, pk=pk)
    if not _reads(view, report.area_code, report.province_id):
        raise Http404
    return report, view


def _reads(view: View, code: str, province: str) -> bool:
    """A ward's report is read by its police desk and the coordinator; the committee desk has the page of figures."""
    return code in view.police_wards or province in view.provinces


def page_of(request: HttpRequest, report: Report, view: View) -> dict[str, object]:
    user, now = cast(User, request.user), timezone.now()
    writes = view.reports_for(reports.area_of(report))
    steps = [(move, reports.allows(move, user, report, now)) for move in MOVES if move.at == report.state]
    if hasattr(report, "corrected_by"):
        steps = []
    return {
        "report": report,
        "period": periods.parse(report.period_slug),
        "area": reports.area_of(report),
        "groups": list(content.lines(report.figures)),
        "breakdowns": content.breakdowns(report.figures),
        "differences": content.differences(report.corrects.figures, report.figures) if report.corrects else [],
        "steps": steps if writes else [],
        "note_form": NoteForm(initial={"note": report.note}),
        "form": PaperExportForm(),
        "as_of": report.figures.get("as_of", ""),
    }
