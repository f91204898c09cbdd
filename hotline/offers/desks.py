"""Each counsellor's day at the desk: acts, heartbeat, automatic away and back, the pause, and what is advised.

"Away" by itself has three reasons: no heartbeat (the console is closed: `CounsellorPresence.ONLINE`), no act for a
while, and offers that ran out. The first deliberate act brings back whoever was only idle.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.errors import BadFrame
from hotline.conversations.models import CounsellorPresence, Step
from hotline.conversations.states import Presence, StepKind
from hotline.offers.models import AwayBecause, Desk, routing

BEAT_GAP = timedelta(seconds=90)
"""A longer silence between two heartbeats was time away."""


def acted(user: Any) -> None:
    """Behind this act stands a person: the clock of idleness begins anew, and who was set away for it is back."""
    now = timezone.now()
    desk, _created = Desk.objects.get_or_create(user=user)
    Desk.objects.filter(pk=desk.pk).update(acted_at=now)
    if desk.away_because == AwayBecause.IDLE:
        _come_back(user)


def beat(user: Any) -> None:
    """The heartbeat of an open console: counts the time at the desk today, once for however many windows."""
    now = timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        Desk.objects.get_or_create(user=user)
        desk = Desk.objects.select_for_update().get(user=user)
        if desk.day != today:
            desk.day, desk.day_s = today, 0
        gap = now - desk.beat_at if desk.beat_at else BEAT_GAP
        if gap < BEAT_GAP and desk.pause_until is None:
            desk.day_s += max(0, int(gap.total_seconds()))
        desk.beat_at = now
        desk.save(update_fields=["day", "day_s", "beat_at"])


def said(user: Any, status: object) -> None:
    """The person chose a status by hand: what the service had set for them no longer counts."""
    if status in Presence.values:
        Desk.objects.filter(user=user).update(away_because="", misses=0, pause_until=None, acted_at=timezone.now())


def set_away(user_id: int, because: AwayBecause) -> None:
    """Within the caller's transaction: no offers until they are back."""
    CounsellorPresence.objects.filter(user_id=user_id).update(status=Presence.AWAY)
    Desk.objects.update_or_create(user_id=user_id, defaults={"away_because": because})
    events.wake_board()


def begin_pause(user: Any, minutes: object = None) -> datetime:
    """A pause from now on; nothing is offered meanwhile. Answers its end. Raises BadFrame."""
    length = routing().pause_min if minutes is None else minutes
    if not isinstance(length, int) or isinstance(length, bool) or not 1 <= length <= 60:
        raise BadFrame
    until = timezone.now() + timedelta(minutes=length)
    with transaction.atomic():
        CounsellorPresence.objects.get_or_create(user=user)
        set_away(user.pk, AwayBecause.PAUSE)
        Desk.objects.filter(user=user).update(pause_until=until, pause_advised_at=None)
    return until


def end_pause(user: Any) -> None:
    """Back from the pause, or the advice to take one is put aside; nothing happens without either."""
    desk = Desk.objects.filter(user=user).first()
    if desk is None:
        return
    Desk.objects.filter(pk=desk.pk).update(pause_advised_at=None, acted_at=timezone.now())
    if desk.away_because:
        _come_back(user)


def _come_back(user: Any) -> None:
    with transaction.atomic():
        CounsellorPresence.objects.filter(user=user, status=Presence.AWAY).update(status=Presence.AVAILABLE)
        Desk.objects.filter(user=user).update(away_because="", misses=0, pause_until=None)
        events.wake_board()


def set_idle_away(now: datetime) -> int:
    """Set to away who is said to be available but did nothing for a while; how many."""
    since = now - timedelta(minutes=routing().idle_min)
    there = CounsellorPresence.objects.filter(status=Presence.AVAILABLE)
    idle = Desk.objects.filter(acted_at__lt=since, user__in=there.values("user"))
    found = list(idle.values_list("user_id", flat=True))
    for user_id in found:
        with transaction.atomic():
            set_away(user_id, AwayBecause.IDLE)
    return len(found)


@dataclass(frozen=True)
class Day:
    """One counsellor's load today, for their own sake: `heavy` where a rest is advised."""

    talks: int
    minutes: int
    most_talks: int
    most_minutes: int

    @property
    def heavy(self) -> bool:
        """Over one of the two soft limits."""
        return self.talks >= self.most_talks or self.minutes >= self.most_minutes


def days_of(user_ids: list[int]) -> dict[int, Day]:
    """The load of each today (three queries)."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rules = routing()
    taken = Step.objects.filter(
        kind__in=(StepKind.TAKEN, StepKind.TRANSFERRED), at__gte=midnight, user__in=user_ids
    ).values_list("user")
    talks = dict(taken.annotate(Count("conversation", distinct=True)).order_by())
    there = Desk.objects.filter(user__in=user_ids, day=timezone.localdate(now)).values_list("user_id", "day_s")
    seconds = dict(there)
    return {
        user: Day(talks.get(user, 0), seconds.get(user, 0) // 60, rules.talks_a_day, rules.minutes_a_day)
        for user in user_ids
    }
