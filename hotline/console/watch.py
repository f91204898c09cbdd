"""One opened conversation on a console: what has been sent of it, and what is new."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation, Message, Note
from hotline.conversations.queries import messages_after
from hotline.conversations.services.opening import reachable
from hotline.sms.receipts import Fate, fates_of
from portal.accounts.models import Role


@dataclass
class Watch:
    """How far a console's socket has come in one conversation."""

    conversation_id: uuid.UUID
    sent: int
    shown: tuple[Any, ...] = ()
    read: int = 0
    last_note: int = 0
    fates: dict[int, Fate] = field(default_factory=dict)


@dataclass(frozen=True)
class News:
    """What is new; `conversation` is None where the reader may no longer see it. `fates`: how far SMS got, by seq."""

    conversation: Conversation | None
    messages: list[Message]
    notes: list[Note]
    fates: dict[int, Fate] = field(default_factory=dict)


def news_for(user: Any, watch: Watch) -> News:
    """Rows after what `watch` has sent, where `user` may still read them."""
    try:
        conversation = reachable(watch.conversation_id, user)
    except NotFound:
        return News(None, [], [])
    messages = messages_after(conversation.pk, watch.sent) if conversation.last_seq > watch.sent else []
    notes = conversation.notes.filter(pk__gt=watch.last_note).select_related("author").order_by("pk")
    if conversation.counsellor_id != user.pk and not user.has_role(Role.SUPERVISOR):
        notes = notes.filter(whisper=False)
    return News(conversation, messages, list(notes), dict(fates_of(conversation)))


def standing(conversation: Conversation) -> tuple[Any, ...]:
    """What makes a state frame worth sending."""
    return conversation.state, conversation.counsellor_id, conversation.risk, conversation.outcome
