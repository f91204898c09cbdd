"""The long poll, `GET /tro-chuyen/tin?after=k&wait=25`: a JSON list of messages after k, as soon as there is one.

A small ASGI application of its own: it holds no thread and no database connection while it waits. The state of the
conversation comes in the header `Chat-State`, the place in the queue in `Chat-Position` (with `Chat-Wait` in seconds
and `Chat-Staffed`, 0 or 1), the number up to which the counsellor has read in `Chat-Read`.
"""

import asyncio
import contextlib
import json
import re
import time
from typing import Any
from urllib.parse import parse_qs

from channels.layers import get_channel_layer
from django.db import DatabaseError

from hotline.conversations.events import group_of
from hotline.conversations.frames import message_frame
from hotline.conversations.models import Conversation, Message
from hotline.conversations.queries import Place, messages_after, place_lately
from hotline.conversations.services.start import find_by_secret
from hotline.conversations.threads import in_database
from hotline.visitor.cookies import secret_in

MOST_S = 25.0
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
LOOK_S = 5.0
"""A lost wake-up costs at most this long."""

Found = tuple[Conversation, Place, list[Message]]


def _find(secret: str, after: int) -> Found | None:
    conversation = find_by_secret(secret)
    if conversation is None:
        return None
    return conversation, place_lately(conversation), messages_after(conversation.pk, after)


def _asked(scope: dict[str, Any]) -> tuple[int, float] | None:
    """`after` and `wait` of the query, or None where they are no numbers."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    after, wait = query.get("after", ["0"])[0], query.get("wait", ["0"])[0]
    if not (after.isascii() and after.isdecimal() and len(after) <= 9 and _SECONDS.fullmatch(wait)):
        return None
    return int(after), min(float(wait), MOST_S)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer one long poll."""
    asked = _asked(scope)
    if asked is None:
        await _answer(send, 400, {"type": "error", "code": "bad_frame"})
        return
    try:
        found = await _wait_for_news(receive, secret_in(scope), *asked)
    except DatabaseError:
        await _answer(send, 503, {"type": "error", "code": "unavailable"}, [(b"retry-after", b"5")])
        return
    if found is None:
        await _answer(send, 401, {"type": "error", "code": "no_conversation"})
        return
    conversation, place, messages = found
    headers = [
        (b"chat-state", conversation.state.encode()),
        (b"chat-position", str(place.position).encode()),
        (b"chat-wait", str(place.expected_wait_s).encode()),
        (b"chat-staffed", b"1" if place.staffed else b"0"),
        (b"chat-read", str(conversation.counsellor_read_seq).encode()),
    ]
    await _answer(send, 200, [message_frame(message) for message in messages], headers)


async def _wait_for_news(receive: Any, secret: str, after: int, wait_s: float) -> Found | None:
    """Look, and where there is nothing new listen until there is, the time is over or the client is gone."""
    found = await in_database(_find, secret, after)
    if found is None or found[2] or wait_s <= 0:
        return found
    before, until = _mark(found), time.monotonic() + wait_s
    layer = get_channel_layer()
    gone = asyncio.create_task(_until_gone(receive))
    channel = group = None
    try:
        with contextlib.suppress(Exception):  # no broker: the repeated look remains
            channel, group = await layer.new_channel(), group_of(found[0].pk)
            await layer.group_add(group, channel)
        woken = asyncio.create_task(layer.receive(channel)) if channel else None
        while True:
            found = await in_database(_find, secret, after)
            left = until - time.monotonic()
            if found is None or found[2] or _mark(found) != before or left <= 0 or gone.done():
                return found
            waiting = {task for task in (gone, woken) if task}
            done, _rest = await asyncio.wait(waiting, timeout=min(left, LOOK_S), return_when=asyncio.FIRST_COMPLETED)
            if woken in done:
                woken = asyncio.create_task(layer.receive(channel))
    finally:
        gone.cancel()
        if channel:
            with contextlib.suppress(Exception):
                await layer.group_discard(group, channel)
            if woken:
                woken.cancel()  # this also gives the channel back


def _mark(found: Found) -> tuple[Any, ...]:
    return found[0].state, found[0].counsellor_read_seq


async def _until_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Any, status: int, body: Any, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    content = json.dumps(body, ensure_ascii=False).encode()
    fixed = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"content-security-policy", b"default-src 'none'"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": fixed + (headers or [])})
    await send({"type": "http.response.body", "body": content})
