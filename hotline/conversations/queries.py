"""What the mouths ask: messages after a number, a person's place in the queue, the board of the console."""

import math
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from hotline.conversations.models import Conversation, CounsellorPresence, Message
from hotline.conversations.states import Presence, State
from hotline.line.facts import line

PAGE = 200
"""Messages fetched at once."""


def messages_after(conversation_id: uuid.UUID, seq: int) -> list[Message]:
    """Up to PAGE messages after `seq`, in order."""
    return list(Message.objects.filter(conversation_id=conversation_id, seq__gt=seq).order_by("seq")[:PAGE])


@dataclass(frozen=True)
class Place:
    """A place in the queue: 1 is next, 0 means not waiting; `staffed` whether somebody is at the desk now."""

    position: int
    expected_wait_s: int
    staffed: bool


@dataclass(frozen=True)
class Queue:
    """Who waits, in order, and how many counsellors' hands are free and there at all."""

    order: dict[uuid.UUID, int]
    free: int
    capacity: int
    opens_in_s: int

    def place_of(self, key: uuid.UUID) -> Place:
        """Where the conversation `key` stands and about how long it may take, in seconds."""
        position = self.order.get(key, 0)
        if not position:
            return Place(0, 0, self.capacity > 0)
        if position <= self.free:
            return Place(position, 30, staffed=True)
        rounds = math.ceil((position - self.free) / max(1, self.capacity))
        return Place(position, self.opens_in_s + rounds * line().typical_minutes * 60, self.capacity > 0)


def queue_now() -> Queue:
    """The queue as it is (three queries)."""
    now = timezone.now()
    order = {pk: place for place, pk in enumerate(Conversation.objects.waiting().values_list("pk", flat=True), 1)}
    there = CounsellorPresence.objects.filter(
        status=Presence.AVAILABLE, seen_at__gte=now - CounsellorPresence.ONLINE, user__is_active=True
    )
    hands = dict(there.values_list("user_id", "capacity"))
    held = dict(
        Conversation.objects.filter(state=State.OPEN, counsellor__in=hands)
        .values_list("counsellor")
        .annotate(Count("id"))
    )
    free = sum(max(0, capacity - held.get(user, 0)) for user, capacity in hands.items())
    opening = None if hands else line().opens_at(now)
    wait = max(timedelta(), opening - now).total_seconds() if opening and not line().is_open(now) else 0
    return Queue(order, free, sum(hands.values()), int(wait))


_shared: tuple[float, Queue] | None = None


def queue_known(max_age_s: float = 1.0) -> Queue | None:
    """The queue as this process saw it at most `max_age_s` seconds ago, without a query; None where it did not."""
    return _shared[1] if _shared and time.monotonic() - _shared[0] <= max_age_s else None


def queue_lately(max_age_s: float = 1.0) -> Queue:
    """The queue, at most `max_age_s` seconds old: one look for all the sockets of a process."""
    global _shared  # noqa: PLW0603 - a cache of one value
    queue = queue_known(max_age_s)
    if queue is None:
        queue = queue_now()
        _shared = (time.monotonic(), queue)
    return queue


def place_lately(conversation: Conversation) -> Place:
    """The place of `conversation` by the shared look; a new one that it does not know yet gets a look of its own."""
    queue = queue_lately()
    if conversation.state == State.WAITING and conversation.pk not in queue.order:
        queue = queue_lately(max_age_s=-1)
    return queue.place_of(conversation.pk) if conversation.state == State.WAITING else Place(0, 0, queue.capacity > 0)


def on_the_board(user: Any) -> list[Conversation]:
    """What a console shows: who waits (first 200), what `user` holds, and for a supervisor all that are held."""
    readable = Conversation.objects.readable_by(user).filter(state=State.OPEN)
    recent = Q(pk__in=readable.order_by("-last_activity_at").values("pk")[:200])
    waiting = list(Conversation.objects.waiting().select_related("team")[:200])
    held = (
        Conversation.objects.filter(recent).select_related("counsellor", "team").order_by("-risk", "last_activity_at")
    )
    return waiting + list(held)


def colleagues() -> list[CounsellorPresence]:
    """Counsellors whose console is open now."""
    since = timezone.now() - CounsellorPresence.ONLINE
    return list(
        CounsellorPresence.objects.filter(seen_at__gte=since, user__is_active=True)
        .select_related("user")
        .order_by("user__full_name")
    )
