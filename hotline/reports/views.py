"""The page of figures and its file. Supervisors only; the file leaves the house, so it hides small numbers."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hotline.reports.choosing import ChoiceForm, choice_of, usual
from hotline.reports.figures import figures
from hotline.reports.words import days, parts, totals
from hotline.reports.workbook import TYPE, workbook
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record


@never_cache
@require_safe
@role_view(Role.SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """All figures of the chosen days and channel, every number."""
    usually = usual()
    form = ChoiceForm(request.GET or {"first": usually.first.isoformat(), "last": usually.last.isoformat()})
    choice = choice_of(form)
    found = figures(choice)
    context = {
        "form": form,
        "choice": choice,
        "when": days(choice.first, choice.last),
        "totals": totals(found, hide_small=False),
        "parts": parts(found, hide_small=False),
    }
    return render(request, "hotline_reports/home.html", context)


@never_cache
@require_POST
@role_view(Role.SUPERVISOR)
def file(request: HttpRequest) -> HttpResponse:
    """The figures as XLSX, without small numbers; noted."""
    choice = choice_of(ChoiceForm(request.POST))
    found = figures(choice)
    when = days(choice.first, choice.last)
    content = workbook(_("Figures of the line"), when, totals(found, hide_small=True), parts(found, hide_small=True))
    detail = {"first": choice.first.isoformat(), "last": choice.last.isoformat(), "channel": choice.channel}
    record(cast(User, request.user), "hotline.figures_exported", "hotline_figures", "xlsx", detail=detail)
    name = f"hotline-{choice.first:%Y%m%d}-{choice.last:%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})
