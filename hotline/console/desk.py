"""The part of the counsellors' socket that is about their own desk: unsent words on every tab, what is put aside."""

import contextlib
import uuid
from typing import TYPE_CHECKING, Any

from hotline.console.models import DraftKind
from hotline.console.services import drafts
from hotline.console.services.snooze import put_aside
from hotline.conversations.decoding import conversation_in
from hotline.conversations.threads import in_database

if TYPE_CHECKING:
    from hotline.conversations.mouth import Mouth
else:
    Mouth = object


def desk_of(user_id: int) -> str:
    """The group of all open consoles of one counsellor."""
    return f"hotline.desk.{user_id}"


class Desk(Mouth):
    """Mixed into the console's consumer, which has `user`."""

    user: Any

    async def sit_down(self) -> None:
        """Hear what one's other tabs do."""
        await self.listen_to(desk_of(self.user.pk))

    async def on_draft(self, frame: dict[str, Any]) -> None:
        """Keep unsent words and show them on one's other tabs; answered with `draft_kept`."""
        key = conversation_in(frame)
        kind = await in_database(drafts.keep, key, self.user, frame.get("box", "reply"), frame.get("body"))
        await self.say({"type": "draft_kept", "conversation": str(key), "box": kind, "mark": _mark(frame)})
        await self._tell_other_tabs(key)

    async def on_snooze(self, frame: dict[str, Any]) -> None:
        """Put aside for `minutes`; 0 brings it back."""
        await in_database(put_aside, conversation_in(frame), self.user, frame.get("minutes"))

    async def words_left(self, key: uuid.UUID, body: object, kind: DraftKind = DraftKind.REPLY) -> None:
        """These words have gone out: no draft of them stays anywhere."""
        await in_database(drafts.sent, key, self.user, body, kind)
        await self._tell_other_tabs(key)

    async def drafts_in(self, key: uuid.UUID) -> dict[str, str]:
        """Both drafts of a conversation, empty ones too, so that a tab forgets what was sent from another."""
        kept = {draft.kind: draft.body for draft in await in_database(drafts.drafts_of, key, self.user)}
        return {kind: kept.get(kind, "") for kind in DraftKind.values}

    async def say_drafts(self, key: uuid.UUID) -> None:
        """Tell this tab what another one keeps."""
        await self.say({"type": "draft", "conversation": str(key), "drafts": await self.drafts_in(key)})

    async def draft_changed(self, event: dict[str, Any]) -> None:
        """Another tab of the same counsellor kept or sent something."""
        if event["tab"] != self.channel_name:
            await self.in_turn(lambda: self.say_drafts(uuid.UUID(event["conversation"])))

    async def _tell_other_tabs(self, key: uuid.UUID) -> None:
        event = {"type": "draft.changed", "conversation": str(key), "tab": self.channel_name}
        with contextlib.suppress(Exception):  # the broker is away: the next opening reads the row
            await self.channel_layer.group_send(desk_of(self.user.pk), event)


def _mark(frame: dict[str, Any]) -> int:
    """The sender's own count of its draft frames, so that it knows which one was kept."""
    mark = frame.get("mark")
    return mark if isinstance(mark, int) and not isinstance(mark, bool) and 0 <= mark < 2**31 else 0
