"""Put one message at the end of a conversation. The only place that gives out a sequence number."""

import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Author


def lock(conversation_id: uuid.UUID) -> Conversation:
    """The conversation, its row locked until the transaction ends; raises NotFound (also for an erased one)."""
    conversation = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
    if conversation is None or conversation.erased_at is not None:
        raise NotFound
    return conversation


def append(
    conversation: Conversation,
    author: Author,
    body: str,
    *,
    client_id: uuid.UUID | None = None,
    sender: Any = None,
    card: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Message:
    """Number and store a message; the caller holds the row's lock and has cleaned `body`. Listeners wake on commit."""
    now = at or timezone.now()
    conversation.last_seq += 1
    conversation.last_activity_at = now
    conversation.save(update_fields=["last_seq", "last_activity_at"])
    message = Message.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        author=author,
        sender=sender,
        body=body,
        card=card,
        client_id=client_id or uuid.uuid4(),
        at=now,
    )
    events.wake(conversation.pk, "message", seq=message.seq)
    return message
