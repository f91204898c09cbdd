"""Staff pages of the outbox: `/staff/sms/` (states, alerts, costs), `/staff/messages/` (what did not arrive, and why).

They show no number, no word, no reference to a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from portal.accounts.models import Role
from portal.accounts.permissions import role_view
from portal.sms import figures
from portal.sms.alerts import alerts
from portal.sms.models import GatewayPause, OutboundMessage
from portal.sms.purposes import purpose_of
from portal.sms.reasons import reason
from portal.sms.states import State

DAYS = 7
MOST = 200


@dataclass(frozen=True)
class Line:
    """One text that did not arrive."""

    at: datetime
    kind: str
    gateway: str
    state: str
    reason: str


@require_GET
@role_view(Role.SUPERVISOR, Role.ADMINISTRATOR)
def overview(request: HttpRequest) -> HttpResponse:
    """How the outbox stands."""
    context = {
        "alerts": alerts(),
        "states": figures.by_state(),
        "costs": figures.costs_by_day(),
        "today": figures.today(),
        "cost_days": figures.COST_DAYS,
    }
    return render(request, "sms/overview.html", context)


@role_view(Role.SUPERVISOR, Role.ADMINISTRATOR)
def not_arrived(request: HttpRequest) -> HttpResponse:
    """The last week's, newest first, with what to do about each."""
    since = timezone.now() - timedelta(days=DAYS)
    found = OutboundMessage.objects.not_arrived().filter(created_at__gte=since).order_by("-state_at")[:MOST]
    rows = found.values_list("state_at", "template", "side", "gateway", "state", "error_code")
    lines = [
        Line(at, purpose_of(template, side), gateway, str(State(state).label), reason(code))
        for at, template, side, gateway, state, code in rows
    ]
    pauses = [(pause.gateway, pause.until, reason(pause.error_code)) for pause in GatewayPause.objects.holding()]
    return render(request, "sms/not_arrived.html", {"lines": lines, "pauses": pauses, "days": DAYS})
