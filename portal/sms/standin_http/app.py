"""The gateway's address (`POST` takes a message, `GET ?id=` says what became of it) and the stand-in's own doors."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .. import segments
from ..standin.store import Row, Store
from ..standin.wire import Cut
from .config import SHORT_CODE, Config
from .inbound import texts_of
from .knobs import Knobs
from .life import Life
from .signature import HEADER, valid


class Gateway:
    """One account of the stand-in."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.data_dir / "messages.sqlite3")
        self.knobs = Knobs()
        self.life = Life(config, self.store, self.knobs)
        self.arrived: list[dict[str, Any]] = []  # texts of phones, so that a test can have one delivered again

    def keep(self, data: dict[str, Any]) -> Row:
        """Take a message under the portal's own id; the same id again is the same message."""
        known = self.store.get(data["id"])
        if known:
            return known
        row = self.store.add(
            direction="outbound-api",
            to=data["to"],
            from_=data.get("from", SHORT_CODE),
            body=data["text"],
            segments=segments.count(data["text"]),
            status="queued",
            sid=data["id"],
        )
        self.life.run(self.life.walk(row))
        return row


def _gateway(request: Request) -> Gateway:
    return cast(Gateway, request.app.state.gateway)


async def send(request: Request) -> Response:
    """`POST /send`: 202, or as the knobs say; 403 for a wrong signature, 400 for what is no message."""
    gateway, body = _gateway(request), await request.body()
    if not valid(request.headers.get(HEADER, ""), body, gateway.config.key):
        return JSONResponse({"error": "signature"}, status_code=403)
    try:
        data = json.loads(body)
        if not all(isinstance(data[name], str) and data[name] for name in ("id", "to", "text", "at")):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": "no message"}, status_code=400)
    knobs = gateway.knobs
    if knobs.error_next > 0:
        knobs.error_next -= 1
        if knobs.keep_refused:
            gateway.keep(data)
        return JSONResponse({"error": knobs.error_code}, status_code=knobs.error_code)
    row = gateway.keep(data)
    if knobs.answer_last:
        await gateway.life.report(row["sid"], "sending")
    await asyncio.sleep(knobs.answer_delay)
    if knobs.lose_next > 0:
        knobs.lose_next -= 1
        return Cut()
    return JSONResponse({"id": row["sid"]}, status_code=202)


async def look_up(request: Request) -> Response:
    """`GET /send?id=`, signed over the id."""
    gateway, name = _gateway(request), request.query_params.get("id", "")
    if not valid(request.headers.get(HEADER, ""), name.encode(), gateway.config.key):
        return JSONResponse({"error": "signature"}, status_code=403)
    if not gateway.knobs.lookup:
        return JSONResponse({"error": "no look-up"}, status_code=501)
    row = gateway.store.get(name)
    if row is None:
        return JSONResponse({"error": "unknown"}, status_code=404)
    return JSONResponse({"id": row["sid"], "status": row["status"], "error": ""})


async def inbound(request: Request) -> Response:
    """A phone writes: see `inbound.texts_of`; with `again` the same webhooks once more, with `shuffle` in any order."""
    gateway, data = _gateway(request), await request.json()
    texts = list(gateway.arrived) if data.get("again") else texts_of(data)
    if data.get("shuffle"):
        random.shuffle(texts)
    if not data.get("again"):
        gateway.arrived[:] = texts
        gateway.store.add(
            direction="inbound",
            to=texts[0]["to"],
            from_=texts[0]["from"],
            body=str(data.get("body", "")),
            segments=len(texts),
            status="received",
        )
    statuses = [await gateway.life.post("inbound", text) for text in texts]
    return JSONResponse({"webhook_statuses": statuses}, status_code=201)


async def messages(request: Request) -> Response:
    """What one phone (`?number=`) received and sent, or everything; newest first."""
    rows = _gateway(request).store.search(number=request.query_params.get("number", ""), limit=1000)
    return JSONResponse({"messages": rows})


async def knobs(request: Request) -> Response:
    """Read, set (`POST` with a JSON object) or rest (`DELETE`) the knobs."""
    turned = _gateway(request).knobs
    if request.method == "POST":
        try:
            turned.turn(await request.json())
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
    if request.method == "DELETE":
        turned.rest()
    return JSONResponse(turned.as_dict())


async def health(request: Request) -> Response:
    """Up."""
    return JSONResponse({"ok": True, "number": SHORT_CODE})


def build_app(config: Config) -> Starlette:
    """The stand-in as an ASGI application; unfinished messages of an earlier run go on with their life."""
    gateway = Gateway(config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        for row in gateway.store.unfinished():
            gateway.life.run(gateway.life.walk(row))
        yield
        await gateway.life.stop()
        gateway.store.close()

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Route("/send", send, methods=["POST"]),
            Route("/send", look_up, methods=["GET"]),
            Route("/_standin/health", health),
            Route("/_standin/messages", messages),
            Route("/_standin/inbound", inbound, methods=["POST"]),
            Route("/_standin/knobs", knobs, methods=["GET", "POST", "DELETE"]),
        ],
    )
    app.state.gateway = gateway
    return app
