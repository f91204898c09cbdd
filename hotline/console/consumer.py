"""The counsellors' socket, `/staff/hotline/ws`: the visitor's frames with `conversation`, and the console's own.

Only for staff with a second factor and a hotline role; a sign-out closes it (`portal.accounts.sockets`). Every right is
checked by the service or query that a frame leads to, each time anew.
"""

import time
import uuid
from typing import Any

from hotline.console.desk import Desk
from hotline.console.frames import board_frame, delivery_frame, note_frame, read_frame, staff_state_frame
from hotline.console.models import DraftKind
from hotline.console.services.wrapping_up import close_with
from hotline.console.watch import News, Watch, news_for, standing
from hotline.conversations import events
from hotline.conversations.decoding import conversation_in, number_in
from hotline.conversations.errors import BadFrame, NotFound
from hotline.conversations.frames import ack_frame, message_frame, state_frame, welcome_frame
from hotline.conversations.models import Conversation
from hotline.conversations.mouth import ADMITTED, FORBIDDEN, Mouth
from hotline.conversations.queries import place_lately
from hotline.conversations.services import presence
from hotline.conversations.services.note import note, whisper
from hotline.conversations.services.opening import open_conversation
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.read import mark_read
from hotline.conversations.services.release import release
from hotline.conversations.services.take import take_over
from hotline.conversations.services.transfer import transfer
from hotline.conversations.states import Author
from hotline.conversations.threads import in_database
from hotline.offers import desks
from hotline.offers.answering import take_or_accept
from hotline.offers.asking import ask
from hotline.offers.socket import FRAMES as OFFER_FRAMES
from hotline.offers.socket import OfferFrames
from portal.accounts.models import HOTLINE
from portal.accounts.sockets import StaffSocket, note_use

HEARTBEAT_S = 20.0
ACTS = frozenset({"take", "take_over", "release", "transfer", "close", "send", "note"}) | OFFER_FRAMES
DELIBERATE = ACTS | {"resume", "typing", "draft", "snooze", "presence", "capacity"}
"""Frames behind which a person stands: they keep the session awake."""
FRAMES = DELIBERATE | {"read", "queue"}


class ConsoleConsumer(StaffSocket, OfferFrames, Desk, Mouth):
    """One open console."""

    flood = (400, 10.0)
    idle_s = 30 * 60

    async def admit(self) -> int | None:
        user = await self.enter()
        if user is None:
            return None
        if not await in_database(user.has_role, *HOTLINE):
            return FORBIDDEN
        self.user, self.language = user, user.language
        self.watches: dict[uuid.UUID, Watch] = {}
        self._beat = self._board_sent = self._woken = 0.0
        self._board_due = False
        self._typed: dict[uuid.UUID, float] = {}
        self.rung: dict[int, str] = {}
        await self.listen_to(events.BOARD)
        await self.sit_down()
        await in_database(presence.seen, user)
        await self._send_board()
        return ADMITTED

    async def heed(self, frame: dict[str, Any]) -> None:
        kind = frame["type"]
        if kind == "ping":
            await self.say({"type": "pong", "t": frame.get("t") if isinstance(frame.get("t"), int | float) else None})
            return
        if kind not in FRAMES:
            raise BadFrame
        if kind in DELIBERATE and time.monotonic() - self._woken > 60:
            self._woken = time.monotonic()
            await note_use(self.scope)
            await in_database(desks.acted, self.user)
        await getattr(self, f"on_{kind}")(frame)

    # --- opening and reading ---------------------------------------------------------------------------------
    async def on_resume(self, frame: dict[str, Any]) -> None:
        """Open a conversation (audited once a socket), or catch up after a number."""
        key, after = conversation_in(frame), number_in(frame, "after")
        if key not in self.watches:
            await in_database(open_conversation, key, self.user)
        await self._watch_from(key, after)

    async def on_read(self, frame: dict[str, Any]) -> None:
        watch = self._opened(frame)
        news = await in_database(news_for, self.user, watch)
        if news.conversation and news.conversation.counsellor_id == self.user.pk:
            await in_database(mark_read, watch.conversation_id, Author.COUNSELLOR, number_in(frame, "seq"))

    async def on_typing(self, frame: dict[str, Any]) -> None:
        watch = self._opened(frame)
        now = time.monotonic()
        if watch.shown[1:2] == (self.user.pk,) and now - self._typed.get(watch.conversation_id, 0) > 2:
            self._typed[watch.conversation_id] = now
            await events.typing(watch.conversation_id, Author.COUNSELLOR.value)

    # --- acts ------------------------------------------------------------------------------------------------
    async def on_take(self, frame: dict[str, Any]) -> None:
        key = conversation_in(frame)
        await in_database(take_or_accept, key, self.user)
        await self._watch_from(key, 0)

    async def on_take_over(self, frame: dict[str, Any]) -> None:
        key = conversation_in(frame)
        await in_database(take_over, key, self.user)
        await self._watch_from(key, self.watches[key].sent if key in self.watches else 0)

    async def on_send(self, frame: dict[str, Any]) -> None:
        key = conversation_in(frame)
        ack = await in_database(
            post_message,
            key,
            Author.COUNSELLOR,
            frame.get("client_id"),
            frame.get("body"),
            sender=self.user,
            card=frame.get("card"),
        )
        await self.say(ack_frame(ack) | {"conversation": str(key)})
        await self.words_left(key, frame.get("body"))
        await self._look_at(key)

    async def on_note(self, frame: dict[str, Any]) -> None:
        key = conversation_in(frame)
        await in_database(whisper if frame.get("whisper") is True else note, key, self.user, frame.get("body"))
        await self.words_left(key, frame.get("body"), DraftKind.NOTE)
        await self._look_at(key)

    async def on_release(self, frame: dict[str, Any]) -> None:
        await self._act(release, frame)

    async def on_transfer(self, frame: dict[str, Any]) -> None:
        """At once; with `ask` the colleague is asked first (perhaps with a `note`)."""
        if frame.get("ask") is True:
            await self._act(ask, frame, frame.get("to"), frame.get("note"))
            await self._send_board()
        else:
            await self._act(transfer, frame, frame.get("to"))

    async def on_close(self, frame: dict[str, Any]) -> None:
        await self._act(close_with, frame, frame.get("wrap_up", frame))

    async def on_queue(self, _frame: dict[str, Any]) -> None:
        await self._send_board()

    async def on_presence(self, frame: dict[str, Any]) -> None:
        status = frame.get("status", frame.get("presence"))
        await in_database(presence.set_presence, self.user, status)
        await in_database(desks.said, self.user, status)
        await self._send_board()

    async def on_capacity(self, frame: dict[str, Any]) -> None:
        await in_database(presence.set_capacity, self.user, frame.get("capacity", frame.get("value")))
        await self._send_board()

    async def _act(self, service: Any, frame: dict[str, Any], *more: Any) -> None:
        """Carry out a service on the frame's conversation, then show what became of it."""
        key = conversation_in(frame)
        await in_database(service, key, self.user, *more)
        await self._look_at(key)

    # --- sending ---------------------------------------------------------------------------------------------
    async def _watch_from(self, key: uuid.UUID, after: int) -> None:
        await self.listen_to(events.group_of(key))
        watch = Watch(key, sent=after)
        news = await in_database(news_for, self.user, watch)
        if news.conversation is None:
            raise NotFound
        watch.sent = min(after, news.conversation.last_seq)
        watch.shown, watch.read = standing(news.conversation), news.conversation.visitor_read_seq
        self.watches[key] = watch
        place = await in_database(place_lately, news.conversation)
        staff = staff_state_frame(news.conversation, self.user)
        more = {"read": watch.read, "drafts": await self.drafts_in(key)}
        await self.say(staff | welcome_frame(news.conversation, place) | more)
        await self._look_at(key)

    async def look(self) -> None:
        for key in list(self.watches):
            await self._look_at(key)

    async def _look_at(self, key: uuid.UUID) -> None:
        """Send what came in one opened conversation."""
        watch = self.watches.get(key)
        while watch:
            news = await in_database(news_for, self.user, watch)
            if news.conversation is None:
                await self._lose(watch)
                return
            await self._send_news(watch, news, news.conversation)
            if watch.sent >= news.conversation.last_seq or not news.messages:
                return

    async def _send_news(self, watch: Watch, news: News, conversation: Any) -> None:
        name = {"conversation": str(watch.conversation_id)}
        for message in news.messages:
            await self.say(message_frame(message) | name)
            watch.sent = message.seq
        for seq, state in news.fates.items():
            if watch.fates.get(seq) != state:
                await self.say(delivery_frame(watch.conversation_id, seq, state, self.language))
        watch.fates = news.fates
        for written in news.notes:
            await self.say(note_frame(written))
            watch.last_note = written.pk
        if standing(conversation) != watch.shown:
            watch.shown = standing(conversation)
            await self.say(staff_state_frame(conversation, self.user))
        if conversation.visitor_read_seq > watch.read:
            watch.read = conversation.visitor_read_seq
            await self.say(read_frame(conversation))

    async def _lose(self, watch: Watch) -> None:
        """Erased, or in other hands: say what became of it and forget it here."""
        del self.watches[watch.conversation_id]
        await self.stop_listening(events.group_of(watch.conversation_id))
        conversation = await in_database(Conversation.objects.get, pk=watch.conversation_id)
        await self.say(state_frame(conversation) | {"mine": False, "gone": True})

    async def _send_board(self) -> None:
        self._board_due, self._board_sent = False, time.monotonic()
        board = await in_database(board_frame, self.user)
        await self.say(board)
        await self.ring(board["offers"])

    async def tick(self) -> None:
        """Once a second: the heartbeat, and the board where it changed more often than once a second."""
        if time.monotonic() - self._beat > HEARTBEAT_S:
            self._beat = time.monotonic()
            await in_database(presence.seen, self.user)
            await in_database(desks.beat, self.user)
        if self._board_due:
            await self._send_board()
        await self.keep_rounds_going()

    # --- wake-ups --------------------------------------------------------------------------------------------
    async def conversation_changed(self, event: dict[str, Any]) -> None:
        """A wake-up of an opened conversation."""
        key = uuid.UUID(event["conversation"])
        watch = self.watches.get(key)
        if watch is None:
            return
        if event["what"] == "typing":
            if event["author"] == Author.VISITOR:
                await self.say({"type": "typing", "conversation": str(key)})
        elif event["what"] != "message" or event["seq"] > watch.sent:
            await self.in_turn(lambda: self._look_at(key))

    async def board_changed(self, _event: dict[str, Any]) -> None:
        """The queue moved: now, or with the next second where it moves faster than that."""
        if time.monotonic() - self._board_sent < 1:
            self._board_due = True
        else:
            await self.in_turn(self._send_board)

    async def disconnect(self, code: int) -> None:
        await self.leave()
        await super().disconnect(code)
        if hasattr(self, "user"):
            await in_database(presence.gone, self.user)

    def _opened(self, frame: dict[str, Any]) -> Watch:
        watch = self.watches.get(conversation_in(frame))
        if watch is None:
            raise NotFound
        return watch
