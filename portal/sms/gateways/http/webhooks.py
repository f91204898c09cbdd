"""What the gateway tells us: `{"id","from","to","text","at"}` and `{"id","status","error"}`, signed."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.sms import inbound, status
from portal.sms.gateways.base import Report
from portal.sms.gateways.http.signing import HEADER, valid
from portal.sms.states import State

MAX_BYTES = 32 * 1024


def http_webhook(view: Callable[[dict[str, Any]], None]) -> Callable[[HttpRequest], HttpResponse]:
    """`view(data)` for a genuine request, then 204; else 413, 403 (signature) or 400 (not such an object)."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if len(request.body) > MAX_BYTES:
            return HttpResponse(status=413)
        if not valid(request.headers.get(HEADER, ""), request.body, settings.SMS_HTTP_KEY):
            return HttpResponse(status=403)
        try:
            data = json.loads(request.body)
        except ValueError:
            return HttpResponse(status=400)
        if not isinstance(data, dict) or not _is_id(data.get("id")):
            return HttpResponse(status=400)
        view({name: value for name, value in data.items() if isinstance(value, str)})
        return HttpResponse(status=204)

    return csrf_exempt(require_POST(guarded))


@http_webhook
def inbound_sms(data: dict[str, Any]) -> None:
    """A text from a phone; the same one again changes nothing."""
    inbound.receive(
        gateway="http",
        provider_id=data["id"],
        sender=data.get("from", ""),
        recipient=data.get("to", ""),
        body=data.get("text", ""),
    )


@http_webhook
def message_status(data: dict[str, Any]) -> None:
    """How far a message of ours is; `id` is the one under which we sent it."""
    if data.get("status") in State.values:
        status.apply(
            Report(
                gateway="http",
                provider_id=data["id"],
                state=State(data["status"]),
                error_code=data.get("error", "")[:32],
                message_id=data["id"],
            )
        )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 64 and value.isprintable()
