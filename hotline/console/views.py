"""The console's page. Everything on it moves over the socket; the page itself holds no word of a conversation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from hotline.console.canned import canned_replies
from hotline.conversations.states import Outcome, Presence, Topic
from portal.accounts.models import Role
from portal.accounts.permissions import role_view


@require_GET
@cache_control(no_store=True, private=True)
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """Queue, conversation, tools."""
    context = {
        "presences": Presence.choices,
        "outcomes": [(value, label) for value, label in Outcome.choices if value != Outcome.UNSPECIFIED],
        "topics": Topic.choices,
        "canned": canned_replies(),
        "capacities": range(1, 13),
    }
    return render(request, "console/home.html", context)
