"""The inbox of a desk: what is due first stands first, by parts of the day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.permissions import role_view
from portal.audit import log

from .. import assignment, covers, glass, inbox_filters, inbox_rows, reading, search, shift
from ..desks import DESK_ROLES, desks_of
from ..forms.desk import SearchForm
from ..forms.inbox import FilterForm
from ..models import SavedView
from .access import staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*DESK_ROLES)
def inbox(request: HttpRequest) -> HttpResponse:
    """GET: one view of the desk's files (`inbox_filters`). POST: the search (`q`), never in an address."""
    user, now = staff(request), timezone.now()
    desks = desks_of(user)
    mine = covers.mine(user, desks)
    filters = inbox_filters.read(request.GET, desks)
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"search": form, "filters": filters, "can_open": desks.has_police_desk}
    if form.is_valid():
        text = form.cleaned_data["q"]
        found, more = search.found(user, desks, text)
        log.record(user, reading.SEARCHED, "registration", "", detail={"found": len(found), "by": search.kind(text)})
        rows = inbox_rows.rows(found, desks, now)
        context |= {"searched": True, "found": len(rows), "more": more}
        context["sections"] = [inbox_rows.Section("", "", rows)] if rows else []
    else:
        files, more = inbox_rows.page_of(user, desks, filters, mine, now)
        rows = inbox_rows.rows(files, desks, now)
        context |= {"sections": inbox_rows.sections(rows, filters, now), "more": more}
    counts = inbox_rows.counts(user, desks, mine, now)
    several = len(desks.roles) > 1
    context |= {
        "rows": rows,
        "tabs": inbox_rows.tabs(counts),
        "strip": [
            (part, counts.by_part[part.key], filters.address(tab=inbox_filters.WORK, due=part.key))
            for part in shift.parts(now)[:-1]
        ],
        "filter_form": FilterForm.of(filters, desks, counts.by_state),
        "views": [
            (view, inbox_filters.read(view.filters, desks).address()) for view in SavedView.objects.filter(user=user)
        ],
        "colleagues": assignment.colleagues(user, desks),
        "several_wards": several,
        "glass": glass.unseen(desks),
        "previous_page": filters.address(page=filters.page - 1) if filters.page > 1 else "",
        "next_page": filters.address(page=filters.page + 1),
    }
    return render(request, "casework/inbox.html", context, status=422 if form.errors else 200)
