"""What the visitor's and the counsellor's sockets share: decode, dispatch, refuse, keep time. No rule lives here.

A subclass offers `admit` (who is it; groups to join), `heed` (one frame), `look` (send what is new) and `tick`.
Frames and wake-ups of one socket are handled one after the other, under one lock with the slow look.
"""

import asyncio
import contextlib
import json
import random
import time
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError

from hotline.conversations.decoding import decode
from hotline.conversations.errors import BadFrame, Refused, Unavailable
from hotline.conversations.frames import error_frame

ADMITTED = 0
NOBODY, FORBIDDEN, IDLE, FLOOD = 4401, 4403, 4408, 4429


class Mouth(AsyncWebsocketConsumer):
    """One socket."""

    idle_s = 15 * 60
    slow_look_s = 6.0
    send_timeout_s = 20.0
    flood = (150, 10.0)
    bad_frames = (40, 60.0)
    language = "vi"

    async def connect(self) -> None:
        self._turn = asyncio.Lock()
        self._heard = time.monotonic()
        self._frames = _Window(*self.flood)
        self._bad = _Window(*self.bad_frames)
        self._clock: asyncio.Task[None] | None = None
        self.joined: set[str] = set()
        await self.accept()
        try:
            refusal = await self.admit()
        except DatabaseError:
            refusal = 1013  # try again later
        if refusal:
            await self.close(code=refusal)
        if refusal != ADMITTED:
            return
        self._clock = asyncio.create_task(self._keep_time())

    async def admit(self) -> int | None:
        """ADMITTED, the close code for somebody who may not be here, or None where the socket is closed already."""
        raise NotImplementedError

    async def heed(self, frame: dict[str, Any]) -> None:
        """Carry out one frame; raises Refused."""
        raise NotImplementedError

    async def look(self) -> None:
        """Send what is new since the last look."""
        raise NotImplementedError

    async def tick(self) -> None:
        """Once a second."""

    async def listen_to(self, group: str) -> None:
        """Listen to a group; a lost broker is no reason to refuse anybody (the slow look remains)."""
        if group in self.joined:
            return
        self.joined.add(group)
        with contextlib.suppress(Exception):
            await self.channel_layer.group_add(group, self.channel_name)

    async def stop_listening(self, group: str) -> None:
        """Stop listening to a group."""
        self.joined.discard(group)
        with contextlib.suppress(Exception):
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self._heard = time.monotonic()
        if self._frames.full():
            await self.close(code=FLOOD)
            return
        frame: dict[str, Any] = {}
        try:
            frame = decode(text_data)
            async with self._turn:
                await self.heed(frame)
        except Refused as refusal:
            await self.decline(refusal, frame)
        except DatabaseError:
            await self.decline(Unavailable(), frame)

    async def decline(self, refusal: Refused, frame: dict[str, Any]) -> None:
        """Say why; a stream of unreadable frames ends the socket."""
        answer = error_frame(refusal, self.language, frame.get("client_id", refusal.client_id))
        conversation = frame.get("conversation", refusal.conversation)
        if isinstance(conversation, str):
            answer["conversation"] = conversation[:64]
        await self.say(answer)
        if isinstance(refusal, BadFrame) and self._bad.full():
            await self.close(code=FLOOD)

    async def say(self, frame: dict[str, Any]) -> None:
        """Send one frame; whoever does not read for 20 seconds is let go."""
        try:
            text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
            await asyncio.wait_for(self.send(text_data=text), self.send_timeout_s)
        except TimeoutError:
            await self.close(code=IDLE)

    async def in_turn(self, act: Any) -> None:
        """Run `act` when no frame is being handled; a lost database is left for the next look."""
        with contextlib.suppress(DatabaseError):
            async with self._turn:
                await act()

    async def _keep_time(self) -> None:
        next_look = time.monotonic() + self.slow_look_s * random.uniform(0.5, 1.5)  # noqa: S311 - spreads the load
        while True:
            await asyncio.sleep(1)
            now = time.monotonic()
            if now - self._heard > self.idle_s:
                await self.close(code=IDLE)
                return
            await self.in_turn(self.tick)
            if now >= next_look:
                next_look = now + self.slow_look_s * random.uniform(0.75, 1.25)  # noqa: S311
                await self.in_turn(self.look)

    async def disconnect(self, code: int) -> None:
        if self._clock:
            self._clock.cancel()
        for group in list(self.joined):
            await self.stop_listening(group)


class _Window:
    """Counts events of the last `seconds`; full at `most`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds, self.count, self.since = most, seconds, 0, time.monotonic()

    def full(self) -> bool:
        """Count one more."""
        now = time.monotonic()
        if now - self.since > self.seconds:
            self.count, self.since = 0, now
        self.count += 1
        return self.count >= self.most
