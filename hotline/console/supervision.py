"""What a supervisor sees at a glance: six numbers of now and today, and every live conversation, longest wait first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.conversations.queries import colleagues
from hotline.conversations.states import Presence, Risk, State


@dataclass(frozen=True)
class Row:
    """One live conversation; `minutes` since it waits, or since the last word."""

    conversation: Conversation
    minutes: int


@dataclass(frozen=True)
class Picture:
    """The line now; `first_answer_minutes` is today's mean time to a counsellor's first words, None without any."""

    waiting: int
    longest_minutes: int
    open: int
    available: int
    danger: int
    ended_today: int
    first_answer_minutes: float | None
    rows: list[Row]


def picture(now: datetime | None = None) -> Picture:
    """Count and list (four queries)."""
    now = now or timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    live = Conversation.objects.live().select_related("counsellor", "team").order_by("-state", "-risk", "waiting_since")
    rows = [Row(one, _minutes(now, one)) for one in live[:200]]
    counts: dict[str, Any] = Conversation.objects.aggregate(
        waiting=Count("id", filter=Q(state=State.WAITING)),
        open=Count("id", filter=Q(state=State.OPEN)),
        danger=Count("id", filter=Q(state__in=(State.WAITING, State.OPEN), risk=Risk.DANGER)),
        ended=Count("id", filter=Q(closed_at__gte=midnight)),
        answer=Avg(F("first_answer_at") - F("created_at"), filter=Q(first_answer_at__gte=midnight)),
    )
    return Picture(
        waiting=counts["waiting"],
        longest_minutes=max((row.minutes for row in rows if row.conversation.state == State.WAITING), default=0),
        open=counts["open"],
        available=sum(1 for one in colleagues() if one.status == Presence.AVAILABLE),
        danger=counts["danger"],
        ended_today=counts["ended"],
        first_answer_minutes=round(counts["answer"].total_seconds() / 60, 1) if counts["answer"] else None,
        rows=rows,
    )


def _minutes(now: datetime, conversation: Conversation) -> int:
    since = conversation.waiting_since if conversation.state == State.WAITING else conversation.last_activity_at
    return max(0, int((now - since).total_seconds() // 60))
