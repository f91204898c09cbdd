"""The visitor's socket, `/tro-chuyen/ws`. A thin mouth: the rules are in `hotline.conversations.services`.

Order: everything is sent from one place (`look`), from the rows, after the last number sent; a wake-up says only that
there is something. So messages come in order and without gaps however wake-ups arrive, or do not.
"""

import time
import uuid
from typing import Any

from hotline.conversations import events
from hotline.conversations.decoding import number_in
from hotline.conversations.errors import BadFrame
from hotline.conversations.frames import ack_frame, message_frame, position_frame, state_frame, welcome_frame
from hotline.conversations.models import Conversation, Message
from hotline.conversations.mouth import ADMITTED, NOBODY, Mouth
from hotline.conversations.queries import Place, messages_after, place_lately, queue_known, queue_lately
from hotline.conversations.services.end import end
from hotline.conversations.services.erase import erase
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.read import mark_read
from hotline.conversations.services.start import find_by_secret
from hotline.conversations.states import Author, State
from hotline.conversations.threads import in_database
from hotline.visitor.cookies import secret_in


def _see(conversation_id: uuid.UUID, after: int) -> tuple[Conversation, list[Message]]:
    """The conversation and its messages after `after`; the row first, so that no message it counts is missing."""
    conversation = Conversation.objects.get(pk=conversation_id)
    return conversation, messages_after(conversation_id, after) if conversation.last_seq > after else []


class VisitorConsumer(Mouth):
    """One visitor's socket."""

    async def admit(self) -> int | None:
        conversation = await in_database(find_by_secret, secret_in(self.scope))
        if conversation is None:
            return NOBODY
        self.conversation_id, self.language = conversation.pk, conversation.language
        self.sent: int | None = None  # number of the last message sent; None before `resume`
        self.shown: tuple[str, Any] = ("", None)
        self.read = 0
        self.place: Place | None = None
        self.place_due = 0.0
        self._typed = 0.0
        return ADMITTED

    async def heed(self, frame: dict[str, Any]) -> None:
        kind = frame["type"]
        if kind == "ping":
            await self.say({"type": "pong", "t": frame.get("t") if isinstance(frame.get("t"), int | float) else None})
            return
        act = (
            getattr(self, f"on_{kind}", None) if kind in {"resume", "send", "typing", "read", "end", "erase"} else None
        )
        if act is None or (self.sent is None and kind not in {"resume", "end", "erase"}):
            raise BadFrame
        await act(frame)

    async def on_resume(self, frame: dict[str, Any]) -> None:
        """Say where things stand, then everything after the number that the client has."""
        after = number_in(frame, "after")
        await self.listen_to(events.group_of(self.conversation_id))
        conversation, _messages = await in_database(_see, self.conversation_id, after)
        if conversation.erased_at:
            await self._forgotten(conversation)
            return
        self.place = await in_database(place_lately, conversation)
        await self.say(welcome_frame(conversation, self.place))
        self.sent = min(after, conversation.last_seq)
        self.shown, self.read = self._standing(conversation), conversation.counsellor_read_seq
        await self._follow_queue(conversation)
        await self.look()

    async def on_send(self, frame: dict[str, Any]) -> None:
        """Store, acknowledge, then show."""
        ack = await in_database(
            post_message, self.conversation_id, Author.VISITOR, frame.get("client_id"), frame.get("body")
        )
        await self.say(ack_frame(ack))
        await self.look()

    async def on_typing(self, _frame: dict[str, Any]) -> None:
        if time.monotonic() - self._typed > 2:
            self._typed = time.monotonic()
            await events.typing(self.conversation_id, Author.VISITOR.value)

    async def on_read(self, frame: dict[str, Any]) -> None:
        await in_database(mark_read, self.conversation_id, Author.VISITOR, number_in(frame, "seq"))

    async def on_end(self, _frame: dict[str, Any]) -> None:
        await in_database(end, self.conversation_id)
        self.sent = self.sent or 0
        await self.look()

    async def on_erase(self, _frame: dict[str, Any]) -> None:
        await in_database(erase, self.conversation_id)
        await self.look()

    async def look(self) -> None:
        """Send what came after the last number sent, then what else has changed."""
        more = True
        while more:
            conversation, messages = await in_database(_see, self.conversation_id, self.sent or 0)
            if conversation.erased_at:
                await self._forgotten(conversation)
                return
            if self.sent is None:
                return
            for message in messages:
                await self.say(message_frame(message))
                self.sent = message.seq
            more = self.sent < conversation.last_seq and bool(messages)
        if self._standing(conversation) != self.shown:
            self.shown = self._standing(conversation)
            await self.say(state_frame(conversation))
            await self._follow_queue(conversation)
        if conversation.counsellor_read_seq > self.read:
            self.read = conversation.counsellor_read_seq
            await self.say({"type": "read", "seq": self.read})

    async def tick(self) -> None:
        """Once a second: the place in the queue, where it may have moved."""
        if not self.place_due or time.monotonic() < self.place_due or self.sent is None:
            return
        self.place_due = 0.0
        known = queue_known()
        queue = await in_database(queue_lately) if known is None else known
        place = queue.place_of(self.conversation_id)
        if place != self.place and place.position:
            self.place = place
            await self.say(position_frame(place))

    async def conversation_changed(self, event: dict[str, Any]) -> None:
        """A wake-up of this conversation; skipped where it tells nothing new."""
        what, seq = event["what"], event.get("seq", 0)
        if what == "typing":
            if event["author"] == Author.COUNSELLOR and self.sent is not None:
                await self.say({"type": "typing"})
            return
        stale = {
            "message": seq <= (self.sent or 0),
            "read": event.get("author") == Author.VISITOR or seq <= self.read,
            "note": True,  # never of the visitor's concern
        }
        if not stale.get(what, False):
            await self.in_turn(self.look)

    async def board_changed(self, _event: dict[str, Any]) -> None:
        """Places have moved: look at the next second, once for all moves till then."""
        self.place_due = self.place_due or time.monotonic() + 1

    async def _follow_queue(self, conversation: Conversation) -> None:
        if conversation.state == State.WAITING:
            await self.listen_to(events.QUEUE)
        elif events.QUEUE in self.joined:
            await self.stop_listening(events.QUEUE)

    async def _forgotten(self, conversation: Conversation) -> None:
        await self.say(state_frame(conversation))
        await self.close(code=NOBODY)

    @staticmethod
    def _standing(conversation: Conversation) -> tuple[str, Any]:
        return conversation.state, conversation.counsellor_id
