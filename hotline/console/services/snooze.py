"""Put a conversation aside for a while: it hides from its holder until the time comes or the person writes."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.console.models import Snooze
from hotline.conversations import events
from hotline.conversations.errors import BadFrame, NotOwner
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for

LONGEST_MINUTES = 3 * 24 * 60


def put_aside(conversation_id: uuid.UUID, user: Any, minutes: object) -> None:
    """For `minutes` (1 to 4,320), or 0 to bring it back at once. Only for its holder.

    Raises BadFrame, NotFound, NotOwner, Closed."""
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 <= minutes <= LONGEST_MINUTES:
        raise BadFrame
    with transaction.atomic():
        conversation = lock_for(conversation_id, user)
        if conversation.counsellor_id != user.pk:
            raise NotOwner
        if minutes:
            values = {"user": user, "until": timezone.now() + timedelta(minutes=minutes), "seq": conversation.last_seq}
            Snooze.objects.update_or_create(conversation=conversation, defaults=values)
        else:
            Snooze.objects.filter(conversation=conversation).delete()
        events.wake_board(queue_moved=False)


def aside(user: Any) -> dict[uuid.UUID, Snooze]:
    """What `user` has put aside and holds still, by conversation."""
    now = timezone.now()
    held = Conversation.objects.held_by(user)
    rows = Snooze.objects.filter(user=user, until__gt=now, conversation__in=held).select_related("conversation")
    return {row.conversation_id: row for row in rows if row.conversation.last_seq <= row.seq}
