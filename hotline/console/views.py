"""The console's page. Everything on it moves over the socket; the page itself holds no word of a conversation."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from hotline.console.card_words import intros, ready_cards
from hotline.console.finding import places_for
from hotline.console.keys import KEYS
from hotline.console.models import RiskSeen
from hotline.conversations.states import Outcome, Presence
from hotline.line.canned import canned_replies
from hotline.line.facts import line
from hotline.line.topics import all_topics
from portal.accounts.models import Role
from portal.accounts.permissions import role_view

SNOOZES = (5, 15, 30, 60, 240, 1440)
"""Minutes for which a conversation may be put aside."""


@require_GET
@cache_control(no_store=True, private=True)
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """Queue, conversation, tools."""
    context = {
        "presences": Presence.choices,
        "outcomes": [(value, label) for value, label in Outcome.choices if value != Outcome.UNSPECIFIED],
        "topics": all_topics(get_language() or "vi"),
        "risks": RiskSeen.choices,
        "canned": canned_replies(),
        "capacities": range(1, 13),
        "hours": line().hours_text,
        "keys": KEYS,
        "pauses": [(minutes, _in_words(minutes)) for minutes in SNOOZES],
        "cards": ready_cards(),
        "intros": json.dumps(intros()),
    }
    return render(request, "console/home.html", context)


@require_GET
@cache_control(no_store=True, private=True)
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def places(request: HttpRequest) -> JsonResponse:
    """Places of the directory as cards: `?q=` words, `?province=` two digits for near ones first."""
    cards = places_for(request.GET.get("q", ""), request.GET.get("province", ""))
    return JsonResponse({"places": cards}, json_dumps_params={"ensure_ascii": False})


def _in_words(minutes: int) -> str:
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    if minutes < 1440:
        return ngettext("{count} hour", "{count} hours", minutes // 60).format(count=minutes // 60)
    return _("until tomorrow at this time")
