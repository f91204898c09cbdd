"""The cache in front of Django: public pages from memory, for those who carry no session.

Kept in each process, at most `LIFE_S` seconds, and dropped at once when content changes: every answer first asks
Valkey for the generation of the pages (`public_pages.drop`), and where that does not answer the request simply goes
on to Django. Only a plain GET without query and without a staff session is served, and only what a view marked. The
nonce of the security policy is new in every answer; pages are compressed, since they hold nothing secret.
"""

import asyncio
import base64
import gzip
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import redis.asyncio
from django.conf import settings
from django.core.cache import cache

from portal.ui import public_pages

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

LIFE_S = 60
MOST_PAGES = 400
ASK_S = 0.3
_MARK = public_pages.HEADER.lower().encode()


@dataclass(frozen=True)
class Page:
    """A kept answer. `nonce` is what its policy and its scripts say; each answer gets another."""

    generation: bytes
    until: float
    headers: Headers
    body: bytes
    nonce: bytes


class PageCache:
    """ASGI application around the pages."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.pages: OrderedDict[tuple[bytes, str], Page] = OrderedDict()
        self._valkey: Any = redis.asyncio.Redis.from_url(
            settings.VALKEY_URL, socket_timeout=ASK_S, socket_connect_timeout=ASK_S
        )

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        headers = dict(scope["headers"])
        if not _may_be_served(scope, headers):
            await self._ask_django((b"", ""), None, scope, receive, send)
            return
        key = (headers.get(b"host", b""), scope["path"])
        generation = await self._generation()
        page = self.pages.get(key)
        if page and generation is not None and page.generation == generation and page.until > time.monotonic():
            self.pages.move_to_end(key)
            await _answer(page, headers, send)
            return
        self.pages.pop(key, None)
        await self._ask_django(key, generation, scope, receive, send)

    async def _generation(self) -> bytes | None:
        """The present generation of the pages; None where Valkey does not say."""
        try:
            name = cache.make_key(public_pages.GENERATION)
            found: bytes | None = await asyncio.wait_for(self._valkey.get(name), ASK_S)
            return found or b""
        except (redis.RedisError, OSError, TimeoutError):
            return None

    async def _ask_django(
        self, key: tuple[bytes, str], generation: bytes | None, scope: Scope, receive: Any, send: Send
    ) -> None:
        """Pass Django's answer on; keep it where it is marked and whole."""
        start: dict[str, Any] = {}
        parts: list[bytes] = []

        async def listen(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                marked = any(name == _MARK for name, _value in message["headers"])
                message = message | {"headers": [pair for pair in message["headers"] if pair[0] != _MARK]}
                if marked and message["status"] == 200 and generation is not None:
                    start.update(message)
            elif start and message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    self._keep(key, generation or b"", start["headers"], b"".join(parts))
            await send(message)

        await self.app(scope, receive, listen)

    def _keep(self, key: tuple[bytes, str], generation: bytes, headers: Headers, body: bytes) -> None:
        names = {name for name, _value in headers}
        if b"set-cookie" in names or b"content-encoding" in names:
            return
        policy = next((value for name, value in headers if name == b"content-security-policy"), b"")
        nonce = policy.partition(b"'nonce-")[2].partition(b"'")[0]
        self.pages[key] = Page(generation, time.monotonic() + LIFE_S, headers, body, nonce)
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)


def _may_be_served(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """A plain GET of somebody who carries no staff session."""
    if scope["method"] != "GET" or scope["query_string"]:
        return False
    return f"{settings.SESSION_COOKIE_NAME}=".encode() not in headers.get(b"cookie", b"")


async def _answer(page: Page, asked: dict[bytes, bytes], send: Send) -> None:
    """Send a kept page with a nonce of its own, compressed where the browser takes that."""
    headers, body = page.headers, page.body
    if page.nonce:
        fresh = base64.b64encode(secrets.token_bytes(16))
        body = body.replace(page.nonce, fresh)
        headers = [(name, value.replace(page.nonce, fresh)) for name, value in headers]
    if b"gzip" in asked.get(b"accept-encoding", b""):
        body = gzip.compress(body, 5, mtime=0)
        headers = [*headers, (b"content-encoding", b"gzip")]
    headers = [pair for pair in headers if pair[0] not in {b"content-length", b"vary"}]
    headers += [(b"content-length", str(len(body)).encode()), (b"vary", b"Accept-Encoding")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
