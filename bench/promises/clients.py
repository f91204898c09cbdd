"""The two sides as the contract asks them to behave: one message at a time, repeated under its own id until it is
acknowledged; after every loss "everything after what I have"."""

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench.promises.record import Frame, Sender, Viewer

PATIENCE_S = 3.0
"""Without an acknowledgement for so long the line counts as lost."""


class Side:
    """One client of one conversation, or a console with several; keeps its line up until `stop`."""

    def __init__(self, address: Callable[[], str], origin: str, cookie: str) -> None:
        self._address, self._origin, self._cookie = address, origin, cookie
        self.talks: dict[str, Talk] = {}
        self._stopped = False
        self._line: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to keep a line up."""
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Hang up."""
        self._stopped = True
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _keep(self) -> None:
        while not self._stopped:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                headers = {"Cookie": self._cookie}
                async with asyncio.timeout(10):
                    line = await connect(self._address(), origin=self._origin, additional_headers=headers)  # type: ignore[arg-type]
                try:
                    await self._speak(line)
                finally:
                    self._line = None
                    line.transport.abort()
            await asyncio.sleep(random.uniform(0.05, 0.4))  # noqa: S311

    async def _speak(self, line: ClientConnection) -> None:
        for talk in self.talks.values():
            await self.greet(line, talk)
        self._line = line
        senders = [asyncio.create_task(talk.send_all(line)) for talk in self.talks.values()]
        hearing = asyncio.create_task(self._hear(line))
        try:
            done, _rest = await asyncio.wait([hearing, *senders], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (hearing, *senders):
                task.cancel()
            await asyncio.gather(hearing, *senders, return_exceptions=True)

    async def greet(self, line: ClientConnection, talk: "Talk") -> None:
        """The first frame of a line about `talk`."""
        await line.send(json.dumps({"type": "resume", "after": talk.begin()} | talk.named))

    async def _hear(self, line: ClientConnection) -> None:
        async for text in line:
            frame = json.loads(text)
            talk = self.talks.get(frame.get("conversation", "")) or (
                next(iter(self.talks.values())) if len(self.talks) == 1 else None
            )
            if talk:
                talk.hear(frame)


class Talk:
    """One conversation from one side."""

    def __init__(self, sender: Sender, viewer: Viewer, conversation: str = "") -> None:
        self.sender, self.viewer = sender, viewer
        self.named: dict[str, Any] = {"conversation": conversation} if conversation else {}
        self.last = 0
        self._frames: list[Frame] = []
        self._todo: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self._current: tuple[str, str] | None = None
        self._answered = asyncio.Event()

    def begin(self) -> int:
        """A new line: from where to ask."""
        self._frames = self.viewer.begin(self.last)
        return self.last

    def say(self, body: str) -> None:
        """Put one message behind the others."""
        item = (str(uuid4()), body)
        self.sender.sent.append(item)
        self._todo.put_nowait(item)

    @property
    def settled(self) -> bool:
        """Whether everything that was said is acknowledged."""
        return len(self.sender.acked) == len(self.sender.sent)

    async def send_all(self, line: ClientConnection) -> None:
        """Send what is left, one after the other, while this line holds. Raises TimeoutError where it seems dead."""
        while True:
            if self._current is None:
                self._current = await self._todo.get()
            key, body = self._current
            while key not in self.sender.acked:
                self._answered.clear()
                await line.send(json.dumps({"type": "send", "client_id": key, "body": body} | self.named))
                await asyncio.wait_for(self._answered.wait(), PATIENCE_S)
                if key not in self.sender.acked:
                    await asyncio.sleep(0.3)  # it said "not now"
            self._current = None

    def hear(self, frame: dict[str, Any]) -> None:
        """Write down what came."""
        if frame["type"] == "message":
            self._frames.append(Frame(frame["seq"], frame["author"], frame["body"]))
            self.last = max(self.last, frame["seq"])
        elif frame["type"] == "ack":
            self.sender.acked.setdefault(frame["client_id"], set()).add(frame["seq"])
            self._answered.set()
        elif frame["type"] == "error":
            self._answered.set()
