"""Somebody who wrote by text message writes again soon after the end: the same conversation goes on, at the front.

A new one would lose what was said; a wait from the beginning would punish the one who has something to add.
"""

from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Channel, State, StepKind

WITHIN = timedelta(hours=72)
REOPENED = "reopened"
"""Detail of the step, which is that of a conversation that comes back to the queue."""


def ended_lately(phone_index: str, now: datetime) -> Conversation | None:
    """The latest conversation of this phone that ended within 72 hours and still has its words."""
    ended = Conversation.objects.filter(
        channel=Channel.SMS, phone_index=phone_index, state=State.CLOSED, erased_at=None, closed_at__gte=now - WITHIN
    )
    return ended.order_by("-closed_at").first()


def reopen(ended: Conversation) -> Conversation:
    """Back to `waiting`, before all who wait without danger. A blocked one stays ended: its words are only kept.

    Within the caller's transaction, which holds the lock of the phone."""
    conversation = lock(ended.pk)
    if conversation.blocked:
        return conversation
    now = timezone.now()
    first = Conversation.objects.filter(state=State.WAITING).aggregate(first=Min("waiting_since"))["first"]
    conversation.state, conversation.counsellor = State.WAITING, None
    conversation.waiting_since = min(now, first - timedelta(microseconds=1)) if first else now
    conversation.closed_at, conversation.ended_by = None, ""
    conversation.save(update_fields=["state", "counsellor", "waiting_since", "closed_at", "ended_by"])
    note_step(conversation, StepKind.RELEASED, detail=REOPENED)
    events.wake(conversation.pk, "state")
    return conversation
