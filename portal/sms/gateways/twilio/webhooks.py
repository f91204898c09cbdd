"""What Twilio tells us: inbound texts and status reports. Believed only with its signature over our public address."""

import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator

from portal.sms import inbound, status
from portal.sms.gateways.base import Report
from portal.sms.gateways.twilio import codes

MAX_BYTES = 32 * 1024
_SID = re.compile(r"^[A-Za-z0-9]{1,64}$")


class _Refused(Exception):
    """The request is not one that Twilio makes; `status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def twilio_webhook(view: Callable[[HttpRequest, QueryDict], None]) -> Callable[[HttpRequest], HttpResponse]:
    """`view(request, fields)` for a genuine request, then 204; else 403 (signature, account), 413, 415 or 400."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            view(request, _genuine_fields(request))
        except _Refused as refused:
            return HttpResponse(status=refused.status)
        return HttpResponse(status=204)

    return csrf_exempt(require_POST(guarded))


@twilio_webhook
def inbound_sms(request: HttpRequest, fields: QueryDict) -> None:
    """A text from a phone; the same one again changes nothing."""
    inbound.receive(
        gateway="twilio",
        provider_id=fields.get("MessageSid", ""),
        sender=fields.get("From", ""),
        recipient=fields.get("To", ""),
        body=fields.get("Body", ""),
        told=fields.get("OptOutType", ""),
        media=int(media) if (media := fields.get("NumMedia", "0")).isascii() and media.isdecimal() else 0,
    )


@twilio_webhook
def message_status(request: HttpRequest, fields: QueryDict) -> None:
    """How far a message of ours is. Statuses that we do not know are acknowledged and ignored."""
    state = codes.STATES.get(fields.get("MessageStatus", ""))
    if state is None:
        return
    status.apply(
        Report(
            gateway="twilio",
            provider_id=fields.get("MessageSid", ""),
            state=state,
            error_code=fields.get("ErrorCode", "")[:32],
            message_id=request.GET.get("m", ""),
        )
    )


def _genuine_fields(request: HttpRequest) -> QueryDict:
    if not request.headers.get("Content-Length", "0").isdecimal():
        raise _Refused(400)
    if int(request.headers.get("Content-Length", "0")) > MAX_BYTES:
        raise _Refused(413)
    if request.content_type != "application/x-www-form-urlencoded":
        raise _Refused(415)
    fields = request.POST
    if not _signed(request, fields) or fields.get("AccountSid") != settings.TWILIO_ACCOUNT_SID:
        raise _Refused(403)
    if not _SID.match(fields.get("MessageSid", "")):
        raise _Refused(400)
    return fields


def _signed(request: HttpRequest, fields: QueryDict) -> bool:
    """Over the address that Twilio was told, never one from a header that anyone can set."""
    query = request.META.get("QUERY_STRING", "")
    url = settings.PUBLIC_URL + request.path + (f"?{query}" if query else "")
    validator = RequestValidator(settings.TWILIO_AUTH_TOKEN)
    return bool(settings.TWILIO_AUTH_TOKEN) and validator.validate(
        url, fields, request.headers.get("X-Twilio-Signature", "")
    )
