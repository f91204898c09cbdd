"""What the gateway tells us: `{"id","from","to","text","at"}` and `{"id","status","error"}`, signed.

A gateway that does not join long texts adds `ref`, `part` and `parts`; one that knows of pictures adds `media`.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.sms import inbound, long_texts, status
from portal.sms.gateways.base import Report
from portal.sms.gateways.http.signing import HEADER, valid
from portal.sms.gateways.http.words import state_of

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
        view({name: value for name, value in data.items() if isinstance(value, (str, int))})
        return HttpResponse(status=204)

    return csrf_exempt(require_POST(guarded))


@http_webhook
def inbound_sms(data: dict[str, Any]) -> None:
    """A text from a phone, or a part of one; the same again changes nothing."""
    came = {
        "gateway": "http",
        "provider_id": data["id"],
        "sender": _text(data, "from"),
        "recipient": _text(data, "to"),
        "body": _text(data, "text"),
    }
    part, parts, ref = _number(data, "part"), _number(data, "parts"), _text(data, "ref", str(data.get("ref", "")))
    if ref and 1 <= part <= parts and 1 < parts <= long_texts.MOST_PARTS:
        long_texts.take_part(**came, ref=ref[:32], part=part, parts=parts)
    else:
        inbound.receive(**came, media=_number(data, "media"))


@http_webhook
def message_status(data: dict[str, Any]) -> None:
    """How far a message of ours is; `id` is the one under which we sent it."""
    state = state_of(data.get("status"))
    if state is not None:
        status.apply(
            Report(
                gateway="http",
                provider_id=data["id"],
                state=state,
                error_code=_text(data, "error", str(data.get("error", "")))[:32],
                message_id=data["id"],
            )
        )


def _text(data: dict[str, Any], name: str, otherwise: str = "") -> str:
    """A text field as the database can keep it: no NUL, no half of a surrogate pair."""
    value = data.get(name)
    text = value if isinstance(value, str) else otherwise
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(data: dict[str, Any], name: str) -> int:
    """A small whole number, written as one or as text; 0 for anything else."""
    text = str(data.get(name, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else 0


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 64 and value.isprintable()
