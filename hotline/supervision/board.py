"""The line now, for the supervisor: figures of this moment and of today, who waits, who talks, who carries how much.

Fifteen queries whatever the length of the queue; at most ROWS rows of each list. No word and no nickname is in it.

Service level: of today's conversations that were answered, or waited longer than a minute, the share that had a
counsellor's first words within a minute of their beginning. Who left within the minute counts neither way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Min, Q
from django.utils import timezone

from hotline.conversations.models import Block, Conversation, CounsellorPresence, Step
from hotline.conversations.states import Ended, Presence, Risk, State, StepKind
from hotline.offers.desks import Day, days_of
from hotline.offers.models import Desk, Offer
from hotline.supervision.models import Shift
from portal.accounts.models import User

ROWS = 50
WITHIN = timedelta(seconds=60)


@dataclass(frozen=True)
class Row:
    """One live conversation; `minutes` since it waits, or since the last word; `offered` while somebody is asked."""

    conversation: Conversation
    minutes: int
    offered: str = ""


@dataclass(frozen=True)
class Person:
    """A counsellor who is at the desk, on shift, or holds somebody."""

    user: User
    status: str
    away: str
    online: bool
    held: int
    capacity: int
    on_shift: bool
    day: Day

    @property
    def full(self) -> bool:
        """No free hand."""
        return self.held >= self.capacity


@dataclass(frozen=True)
class Board:
    """Everything the page shows. `level` is a percentage, None before the first conversation that counts."""

    at: datetime
    waiting: int
    longest_s: int
    danger: int
    open: int
    available: int
    arrived_today: int
    ended_today: int
    abandoned_today: int
    level: int | None
    level_of: int
    first_answer_s: int | None
    blocks_unseen: int
    waiting_rows: list[Row]
    open_rows: list[Row]
    people: list[Person]

    @property
    def waiting_more(self) -> int:
        """How many wait beyond the rows shown."""
        return self.waiting - len(self.waiting_rows)

    @property
    def open_more(self) -> int:
        """How many talk beyond the rows shown."""
        return self.open - len(self.open_rows)

    @property
    def longest_minutes(self) -> int:
        """The longest wait in whole minutes."""
        return self.longest_s // 60


def board(now: datetime | None = None) -> Board:
    """Look at the line."""
    now = now or timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    waiting: dict[str, Any] = Conversation.objects.filter(state=State.WAITING).aggregate(
        number=Count("id"), since=Min("waiting_since"), danger=Count("id", filter=Q(risk__gte=Risk.DANGER))
    )
    talking: dict[str, Any] = Conversation.objects.filter(state=State.OPEN).aggregate(
        number=Count("id"), danger=Count("id", filter=Q(risk__gte=Risk.DANGER))
    )
    today = _today(now, midnight)
    front = Conversation.objects.waiting().select_related("team")[:ROWS]
    open_now = (
        Conversation.objects.filter(state=State.OPEN)
        .select_related("counsellor")
        .order_by("-risk", "last_activity_at")[:ROWS]
    )
    front_rows = list(front)
    asked = Offer.objects.open_at(now).filter(conversation__in=[one.pk for one in front_rows])
    offered = {one.conversation_id: str(one.counsellor) for one in asked.select_related("counsellor")}
    people = _people(now)
    return Board(
        at=now,
        waiting=waiting["number"],
        longest_s=max(0, int((now - waiting["since"]).total_seconds())) if waiting["since"] else 0,
        danger=waiting["danger"] + talking["danger"],
        open=talking["number"],
        available=sum(1 for one in people if one.online and one.status == Presence.AVAILABLE),
        ended_today=Step.objects.filter(kind=StepKind.CLOSED, at__gte=midnight).count(),
        blocks_unseen=Block.objects.unseen().count(),
        waiting_rows=[Row(one, _minutes(now, one.waiting_since), offered.get(one.pk, "")) for one in front_rows],
        open_rows=[Row(one, _minutes(now, one.last_activity_at)) for one in open_now],
        people=people,
        **today,
    )


def _today(now: datetime, midnight: datetime) -> dict[str, Any]:
    in_time = Q(first_answer_at__lte=F("created_at") + WITHIN)
    left = Q(first_answer_at__isnull=True, state=State.CLOSED, ended_by=Ended.VISITOR)
    left_at_once = left & Q(closed_at__lte=F("created_at") + WITHIN)
    counts = Q(first_answer_at__isnull=False) | (Q(created_at__lte=now - WITHIN) & ~left_at_once)
    found: dict[str, Any] = Conversation.objects.filter(created_at__gte=midnight).aggregate(
        arrived=Count("id"),
        in_time=Count("id", filter=in_time),
        counted=Count("id", filter=counts),
        left=Count("id", filter=left),
        answer=Avg(F("first_answer_at") - F("created_at")),
    )
    return {
        "arrived_today": found["arrived"],
        "abandoned_today": found["left"],
        "level": round(100 * found["in_time"] / found["counted"]) if found["counted"] else None,
        "level_of": found["counted"],
        "first_answer_s": int(found["answer"].total_seconds()) if found["answer"] else None,
    }


def _people(now: datetime) -> list[Person]:
    held = dict(
        Conversation.objects.filter(state=State.OPEN, counsellor__isnull=False)
        .values_list("counsellor")
        .annotate(Count("id"))
    )
    on_shift = set(Shift.objects.filter(starts_at__lte=now, ends_at__gt=now).values_list("user_id", flat=True))
    since = now - CounsellorPresence.ONLINE
    seen = CounsellorPresence.objects.filter(Q(seen_at__gte=since) | Q(user__in=[*held, *on_shift]))
    presences = {one.user_id: one for one in seen.select_related("user")}
    away = {one.user_id: one for one in Desk.objects.filter(user__in=presences).exclude(away_because="")}
    users = {one.user_id: one.user for one in presences.values()}
    users |= User.objects.in_bulk([user for user in {*held, *on_shift} if user not in users])
    days = days_of(list(users))
    found = []
    for key, user in users.items():
        there = presences.get(key) or CounsellorPresence(user=user, seen_at=since - timedelta(1))
        online = there.seen_at >= since
        found.append(
            Person(
                user=user,
                status=there.status if online else Presence.AWAY,
                away=str(away[key].get_away_because_display()) if key in away else "",
                online=online,
                held=held.get(key, 0),
                capacity=there.capacity,
                on_shift=key in on_shift,
                day=days[key],
            )
        )
    return sorted(found, key=lambda one: (not one.online, -one.held, str(one.user)))


def _minutes(now: datetime, since: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
