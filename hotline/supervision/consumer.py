"""The supervisor's socket, `/staff/hotline/supervise/ws`: the board anew when the line moves, at most once a second.

The frame `board` carries the same fragment that the page was made with; nothing is sent to the server but `ping`.
"""

import time
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from hotline.conversations import events
from hotline.conversations.errors import BadFrame
from hotline.conversations.mouth import ADMITTED, FORBIDDEN, Mouth
from hotline.conversations.threads import in_database
from hotline.supervision.board import board
from portal.accounts.models import Role
from portal.accounts.sockets import StaffSocket


class BoardConsumer(StaffSocket, Mouth):
    """One open board."""

    idle_s = 12 * 3600  # a board on the wall is only looked at; the session's own end closes it
    slow_look_s = 15.0

    async def admit(self) -> int | None:
        user = await self.enter()
        if user is None:
            return None
        if not await in_database(user.has_role, Role.SUPERVISOR):
            return FORBIDDEN
        self.user, self.language = user, user.language
        self._sent, self._due = 0.0, False
        await self.listen_to(events.BOARD)
        await self.look()
        return ADMITTED

    async def heed(self, frame: dict[str, Any]) -> None:
        """`ping` only."""
        if frame["type"] != "ping":
            raise BadFrame
        await self.say({"type": "pong", "t": frame.get("t") if isinstance(frame.get("t"), int | float) else None})

    async def look(self) -> None:
        """Send the board as it is now."""
        self._sent, self._due = time.monotonic(), False
        await self.say({"type": "board", "html": await in_database(fragment, self.language)})

    async def tick(self) -> None:
        """What moved within the last second."""
        if self._due:
            await self.look()

    async def board_changed(self, _event: dict[str, Any]) -> None:
        """The line moved: now, or with the next second."""
        if time.monotonic() - self._sent < 1:
            self._due = True
        else:
            await self.in_turn(self.look)

    async def disconnect(self, code: int) -> None:
        await self.leave()
        await super().disconnect(code)


def fragment(language: str) -> str:
    """The moving part of the page."""
    with translation.override(language):
        return render_to_string("supervision/board_now.html", {"board": board()})
