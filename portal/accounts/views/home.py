"""The staff home: a greeting, the rooms that today's roles open, and the postings."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from portal.accounts.menu import MenuItem, items_for
from portal.accounts.models import User
from portal.accounts.permissions import staff_view


@staff_view
def home(request: HttpRequest) -> HttpResponse:
    """`/staff/`."""
    user = cast(User, request.user)
    postings = list(user.postings_today().select_related("ward", "facility", "province", "team"))
    doors = [_door(item, user) for item in items_for({posting.role for posting in postings})]
    context = {"doors": [door for door in doors if door], "postings": postings}
    return render(request, "accounts/home.html", context)


def _door(item: MenuItem, user: User) -> dict[str, object] | None:
    """Label, line, number that waits, and address of an entry; None while its room has no such page."""
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    if url == reverse("staff:home"):
        return None
    return {"label": item.label, "line": item.line, "url": url, "count": item.count(user) if item.count else 0}
