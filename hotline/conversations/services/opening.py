"""A member of staff opens a conversation to read it. Every opening is in the audit chain; the words are not."""

import uuid
from typing import Any

from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from portal.audit.log import record


def open_conversation(conversation_id: uuid.UUID, reader: Any) -> Conversation:
    """The conversation where `reader` may read it. Raises NotFound (missing and forbidden look alike)."""
    conversation = reachable(conversation_id, reader)
    record(reader, "conversation.open", "conversation", str(conversation_id))
    return conversation


def reachable(conversation_id: uuid.UUID, reader: Any) -> Conversation:
    """The same without a new entry: for a socket that has already opened it. Raises NotFound."""
    readable = Conversation.objects.readable_by(reader).select_related("counsellor")
    conversation = readable.filter(pk=conversation_id, erased_at__isnull=True).first()
    if conversation is None:
        raise NotFound
    return conversation
