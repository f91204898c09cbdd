"""How far each side has read. It only moves forward."""

import uuid

from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.states import Author


def mark_read(conversation_id: uuid.UUID, side: Author, seq: int) -> bool:
    """Note that `side` has read up to `seq`; a step back or beyond the last message changes nothing (False)."""
    field = "visitor_read_seq" if side == Author.VISITOR else "counsellor_read_seq"
    moved = Conversation.objects.filter(
        pk=conversation_id, erased_at__isnull=True, last_seq__gte=seq, **{f"{field}__lt": seq}
    ).update(**{field: seq})
    if moved:
        events.wake(conversation_id, "read", author=side.value, seq=seq)
    return bool(moved)
