"""The routes of Twilio's REST API that the portal uses: send, fetch, list, change and delete a message."""

import asyncio
import re
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .. import segments
from . import admin, magic, resource
from .config import Config
from .errors import REQUEST_ERRORS, error_response
from .knobs import Knobs
from .life import Life
from .store import Row, Store
from .webhooks import Caller
from .wire import Cut

_E164 = re.compile(r"^\+[1-9]\d{6,14}$")
_SENDER = re.compile(r"^(\+[1-9]\d{6,14}|\d{3,8}|[A-Za-z0-9 ]{1,11})$")
_PREFIX = f"/{resource.API_VERSION}/Accounts/{{account}}"
Form = dict[str, str]
_STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"}
_START = {"START", "UNSTOP"}


class Twilio:
    """One account of the stand-in: its messages, its knobs and their walk through life."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.data_dir / "messages.sqlite3")
        self.knobs = Knobs()
        self.caller = Caller(config.auth_token, self.knobs)
        self.life = Life(config, self.store, self.knobs, self.caller)
        self._recovered: set[str] = set()

    def allowed(self, request: Request) -> bool:
        """Basic auth with the account's own credentials, for the account of the address."""
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        try:
            user, _, password = b64decode(value, validate=True).decode().partition(":")
        except (ValueError, UnicodeDecodeError):
            return False
        mine = (self.config.account_sid, self.config.auth_token)
        return (
            scheme.lower() == "basic"
            and (user, password) == mine
            and request.path_params["account"] == self.config.account_sid
        )

    def opt_out_type(self, body: str) -> str:
        """What Twilio itself reads in an inbound text: `STOP`, `START`, `HELP` or nothing."""
        word = body.strip().upper()
        return "STOP" if word in _STOP else "START" if word in _START else "HELP" if word == "HELP" else ""

    def opted_out(self, number: str) -> bool:
        """Whether the last keyword that `number` sent was a STOP."""
        for row in self.store.search(from_=number, limit=1000):
            kind = self.opt_out_type(row["body"]) if row["direction"] == "inbound" else ""
            if kind in ("STOP", "START"):
                return kind == "STOP"
        return False

    def refusal(self, form: Form) -> int | None:
        """The code with which a request to send is refused at once, or None."""
        to, body = form.get("To", ""), form.get("Body", "")
        sender = form.get("From", "") or form.get("MessagingServiceSid", "")
        code = magic.code_of(to)
        if self.knobs.error_next > 0:
            self.knobs.error_next -= 1
            return self.knobs.error_code
        if code == magic.RECOVERS and to not in self._recovered:
            self._recovered.add(to)
            return 20429
        checks = (
            (not to, 21604),
            (not sender, 21603),
            (not form.get("MessagingServiceSid") and not _SENDER.match(sender), 21606),
            (not body and "MediaUrl" not in form, 21602),
            (not _E164.match(to), 21211),
            (len(body) > segments.MAX_CHARACTERS, 21617),
            (code in REQUEST_ERRORS, code),
            (self.opted_out(to), 21610),
        )
        return next((refused for wrong, refused in checks if wrong), None)

    def keep(self, form: Form) -> Row:
        """Accept a message and start its life."""
        body = form["Body"]
        service = form.get("MessagingServiceSid", "") or None
        callback = form.get("StatusCallback", "") or None
        return self.store.add(
            direction="outbound-api",
            to=form["To"],
            from_=form.get("From", "") or (None if service else self.config.own_number),
            service=service,
            body=body,
            segments=segments.count(body),
            status="accepted" if service else "queued",
            callback=callback if callback and urlsplit(callback).hostname else None,
        )


def _twilio(request: Request) -> Twilio:
    return cast(Twilio, request.app.state.twilio)


async def _form(request: Request) -> Form:
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


async def create(request: Request) -> Response:
    """`POST Messages.json`"""
    twilio = _twilio(request)
    form = await _form(request)
    refused = twilio.refusal(form)
    code = magic.code_of(form.get("To", ""))
    if refused:
        return error_response(refused)
    if code == magic.CUT_BEFORE:
        return Cut()
    if code == magic.REFUSED_500:
        return error_response(20500)
    row = twilio.keep(form)
    if twilio.knobs.answer_last:
        await twilio.life.report(row, row["status"])
    twilio.life.begin(row)
    await asyncio.sleep(twilio.knobs.answer_delay)
    if code == magic.LOST_ANSWER_500:
        return error_response(20500)
    if code == magic.LOST_ANSWER or twilio.knobs.lose_next > 0:
        twilio.knobs.lose_next = max(twilio.knobs.lose_next - 1, 0)
        return Cut()
    return JSONResponse(resource.message(row, twilio.config.account_sid), status_code=201)


def _times(query: dict[str, str]) -> dict[str, str]:
    """The three forms of the filter by sending: `DateSent=` (that day), `DateSent>=` (from), `DateSent<=` (up to)."""
    found: dict[str, str] = {}
    for name, value in query.items():
        if name not in ("DateSent", "DateSent>", "DateSent<"):
            continue
        day = date.fromisoformat(value[:10])
        moment = value.replace("Z", "+00:00")
        if name == "DateSent":
            found |= {"sent_from": day.isoformat(), "sent_before": (day + timedelta(days=1)).isoformat()}
        elif name == "DateSent>":
            found["sent_from"] = moment
        else:
            found["sent_before"] = moment if "T" in value else (day + timedelta(days=1)).isoformat()
    return found


async def listing(request: Request) -> Response:
    """`GET Messages.json`, newest first, with filters and pages."""
    twilio = _twilio(request)
    query = dict(request.query_params)
    try:
        size = min(max(int(query.pop("PageSize", "50")), 1), 1000)
        number = max(int(query.pop("Page", "0")), 0)
        times = _times(query)
    except ValueError:
        return error_response(20404)
    query.pop("PageToken", None)
    rows = twilio.store.search(
        to=query.get("To", ""), from_=query.get("From", ""), offset=number * size, limit=size + 1, **times
    )
    account = twilio.config.account_sid
    return JSONResponse(
        resource.page(rows[:size], account, query=query, number=number, size=size, more=len(rows) > size)
    )


async def fetch(request: Request) -> Response:
    """`GET Messages/{Sid}.json`"""
    row = _twilio(request).store.get(request.path_params["sid"])
    if row is None:
        return error_response(20404)
    return JSONResponse(resource.message(row, request.path_params["account"]))


async def change(request: Request) -> Response:
    """`POST Messages/{Sid}.json`: an empty `Body` redacts, `Status=canceled` stops what is not yet sent."""
    twilio = _twilio(request)
    row = twilio.store.get(request.path_params["sid"])
    if row is None:
        return error_response(20404)
    form = await _form(request)
    if form.get("Status") == "canceled":
        if row["status"] not in ("accepted", "queued", "scheduled"):
            return error_response(20409)
        twilio.store.set_status(row["sid"], "canceled")
        twilio.life.run(twilio.life.report(row, "canceled"))
    if form.get("Body") == "":
        twilio.store.set_body(row["sid"], "")
    return JSONResponse(resource.message(cast(Row, twilio.store.get(row["sid"])), request.path_params["account"]))


async def remove(request: Request) -> Response:
    """`DELETE Messages/{Sid}.json`"""
    twilio = _twilio(request)
    if twilio.store.get(request.path_params["sid"]) is None:
        return error_response(20404)
    twilio.store.delete(request.path_params["sid"])
    return Response(status_code=204)


def _guarded(endpoint: Any) -> Any:
    async def guarded(request: Request) -> Response:
        if not _twilio(request).allowed(request):
            return error_response(20003)
        return cast(Response, await endpoint(request))

    return guarded


async def _not_found(request: Request, error: Exception) -> Response:
    return error_response(20404)


def build_app(config: Config) -> Starlette:
    """The stand-in as an ASGI application; unfinished messages of an earlier run go on with their life."""
    twilio = Twilio(config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        for row in twilio.store.unfinished():
            twilio.life.begin(row)
        yield
        await twilio.life.stop()
        await twilio.caller.close()
        twilio.store.close()

    many, one = f"{_PREFIX}/Messages.json", f"{_PREFIX}/Messages/{{sid}}.json"
    app = Starlette(
        lifespan=lifespan,
        exception_handlers={404: _not_found},
        routes=[
            Route(many, _guarded(create), methods=["POST"]),
            Route(many, _guarded(listing), methods=["GET"]),
            Route(one, _guarded(fetch), methods=["GET"]),
            Route(one, _guarded(change), methods=["POST"]),
            Route(one, _guarded(remove), methods=["DELETE"]),
            *admin.routes(),
        ],
    )
    app.state.twilio = twilio
    return app
