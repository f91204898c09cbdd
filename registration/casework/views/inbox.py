"""The inbox of a desk: what is due first stands first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.permissions import role_view
from portal.audit import log

from .. import inbox_rows, reading
from ..desks import DESK_ROLES, desks_of
from ..forms.desk import SearchForm
from ..states import TABS
from .access import staff


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*DESK_ROLES)
def inbox(request: HttpRequest) -> HttpResponse:
    """GET: one tab (`tab`, `page`). POST: the search (`q`), which never appears in an address."""
    user, now = staff(request), timezone.now()
    desks = desks_of(user)
    search = SearchForm(request.POST if request.method == "POST" else None)
    context = {"search": search, "tabs": inbox_rows.tabs(user), "can_open": desks.has_police_desk, "now": now}
    if search.is_valid():
        found = list(inbox_rows.found(user, search.cleaned_data["q"])[: inbox_rows.PAGE])
        log.record(user, reading.SEARCHED, "registration", "", detail={"found": len(found)})
        return render(
            request, "casework/inbox.html", context | {"rows": inbox_rows.rows(found, desks, now), "searched": True}
        )
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else next(iter(TABS))
    files = inbox_rows.files_of(user).in_states(TABS[tab]).most_urgent_first()
    page = Paginator(files, inbox_rows.PAGE).get_page(request.GET.get("page"))
    rows = inbox_rows.rows(page.object_list, desks, now)
    return render(request, "casework/inbox.html", context | {"rows": rows, "page": page, "tab": tab})
