"""Doors that Twilio does not have, under `/_standin/`: for the phone screen of the demo and for tests."""

from typing import TYPE_CHECKING, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .. import segments
from . import resource

if TYPE_CHECKING:
    from .app import Twilio


def _twilio(request: Request) -> "Twilio":
    return cast("Twilio", request.app.state.twilio)


async def health(request: Request) -> Response:
    """Up, and for which account."""
    config = _twilio(request).config
    return JSONResponse({"ok": True, "account_sid": config.account_sid, "number": config.own_number})


async def messages(request: Request) -> Response:
    """What one phone (`?number=`) received and sent, or everything; newest first."""
    twilio = _twilio(request)
    rows = twilio.store.search(number=request.query_params.get("number", ""), limit=200)
    return JSONResponse({"messages": [resource.message(row, twilio.config.account_sid) for row in rows]})


async def numbers(request: Request) -> Response:
    """Phones with messages, most recent first."""
    return JSONResponse({"numbers": _twilio(request).store.numbers()})


async def inbound(request: Request) -> Response:
    """A phone writes to the portal: `{"from", "body", "to"?, "sid"?, "media"?}` (how many pictures); kept, then posted
    to the portal's webhook.

    With the `sid` of a kept message the same delivery happens again, as Twilio does when it is unsure. With
    `"wait": false` the answer comes before the webhook's.
    """
    twilio = _twilio(request)
    data = await request.json()
    row = twilio.store.get(str(data["sid"])) if data.get("sid") else None
    if row is None:
        body = str(data["body"])
        row = twilio.store.add(
            direction="inbound",
            to=str(data.get("to") or twilio.config.own_number),
            from_=str(data["from"]),
            body=body,
            segments=segments.count(body),
            status="received",
        )
    fields = {
        "AccountSid": twilio.config.account_sid,
        "ApiVersion": resource.API_VERSION,
        "Body": row["body"],
        "From": row["from_"],
        "MessageSid": row["sid"],
        "NumMedia": str(data.get("media", 0)),
        "NumSegments": str(row["segments"]),
        "SmsMessageSid": row["sid"],
        "SmsSid": row["sid"],
        "SmsStatus": "received",
        "To": row["to_"],
    }
    for number in range(int(data.get("media", 0))):
        fields[f"MediaContentType{number}"] = "image/jpeg"
        fields[f"MediaUrl{number}"] = f"{request.base_url}_standin/media/{row['sid']}/{number}"
    kind = twilio.opt_out_type(row["body"])
    if kind:
        fields["OptOutType"] = kind
    call = twilio.caller.post(twilio.config.inbound_url, fields)
    status = None
    if data.get("wait", True):
        status = await call
    else:
        twilio.life.run(call)
    return JSONResponse({"sid": row["sid"], "webhook_status": status}, status_code=201)


async def knobs(request: Request) -> Response:
    """Read, set (`POST` with a JSON object) or rest (`DELETE`) the knobs."""
    turned = _twilio(request).knobs
    if request.method == "POST":
        try:
            turned.turn(await request.json())
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
    if request.method == "DELETE":
        turned.rest()
    return JSONResponse(turned.as_dict())


def routes() -> list[Route]:
    """All of them."""
    return [
        Route("/_standin/health", health),
        Route("/_standin/messages", messages),
        Route("/_standin/numbers", numbers),
        Route("/_standin/inbound", inbound, methods=["POST"]),
        Route("/_standin/knobs", knobs, methods=["GET", "POST", "DELETE"]),
    ]
