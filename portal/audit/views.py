"""`/staff/audit/`: who read or did what."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.models import Role, User
from portal.accounts.permissions import staff_view
from portal.audit.log import record_read
from portal.audit.queries import clean, search
from portal.audit.words import all_words

PAGE_SIZE = 50


@staff_view
def audit(request: HttpRequest) -> HttpResponse:
    """Everybody sees their own entries; administrators and coordinators see all, which is itself recorded."""
    reader = cast(User, request.user)
    query, action = clean(request.GET.get("q", "")), clean(request.GET.get("action", ""))
    page = Paginator(search(reader, query, action), PAGE_SIZE).get_page(request.GET.get("page"))
    words = all_words()
    rows = [(entry, words.get(entry.action, entry.action)) for entry in page]  # read before this look is added
    sees_all = reader.has_role(Role.ADMINISTRATOR, Role.COORDINATOR)
    if sees_all:
        record_read(reader, "audit.read", "audit", "", detail={"page": page.number, "filtered": bool(query or action)})
    context = {"page": page, "rows": rows, "query": query, "action": action, "sees_all": sees_all, "words": words}
    return render(request, "audit/audit.html", context)
