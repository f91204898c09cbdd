"""Staffing forecast: how many counsellors each hour of a day of the week needs, from what was recorded.

Arrivals: conversations that began in that hour of that weekday, a mean over the last eight weeks. Talking time and
patience: from conversations that were taken, and from those that left unanswered. The figures outlive the words.
A counsellor holds several conversations at once; a talk then keeps a counsellor busy for its time divided by that
number, an approximation that the page says aloud.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce, ExtractHour, ExtractIsoWeekDay
from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.conversations.states import State
from hotline.supervision.erlang import Staffed, by_erlang_a, by_erlang_c, fewest
from hotline.supervision.models import Shift

WEEKS = 8
LEVEL, WITHIN_S = 0.8, 60
TALK_S, PATIENCE_S = 900.0, 300.0
"""Taken for granted until at least ENOUGH conversations say better."""
ENOUGH = 20
LONGEST = timedelta(hours=3)
"""A talk that was open for longer lay aside most of the time; it counts as this much."""


@dataclass(frozen=True)
class Habits:
    """What the last weeks say; `known` False where the times are assumed for want of enough conversations."""

    talk_s: float
    patience_s: float
    talks: int
    left: int
    talk_known: bool
    patience_known: bool


@dataclass(frozen=True)
class Hour:
    """One hour of the day: expected arrivals, needed by both formulas, on shift by the plan."""

    hour: int
    arrivals: float
    by_c: Staffed
    by_a: Staffed
    planned: int

    @property
    def short(self) -> int:
        """How many are missing from the plan, by Erlang A."""
        return max(0, self.by_a.agents - self.planned) if self.arrivals else 0


def habits(now: datetime) -> Habits:
    """Talking time and patience of the last weeks (one query)."""
    took = ExpressionWrapper(F("closed_at") - F("taken_at"), output_field=DurationField())
    waited = ExpressionWrapper(Coalesce(F("taken_at"), F("closed_at")) - F("created_at"), output_field=DurationField())
    ended = Conversation.objects.filter(created_at__gte=now - timedelta(weeks=WEEKS), state=State.CLOSED)
    left = Q(taken_at__isnull=True, closed_at__isnull=False)
    found: dict[str, Any] = ended.annotate(took=took, waited=waited).aggregate(
        talk=Avg("took", filter=Q(took__gt=timedelta(), took__lte=LONGEST)),
        talks=Count("id", filter=Q(took__gt=timedelta(), took__lte=LONGEST)),
        all_waited=Sum("waited", filter=Q(waited__lte=LONGEST)),
        left=Count("id", filter=left & Q(waited__lte=LONGEST)),
    )
    talk_known, patience_known = found["talks"] >= ENOUGH, found["left"] >= ENOUGH
    return Habits(
        talk_s=max(30.0, found["talk"].total_seconds()) if talk_known else TALK_S,
        # all the waiting divided by those who gave up: the usual estimate where most are answered before they give up
        patience_s=max(10.0, found["all_waited"].total_seconds() / found["left"]) if patience_known else PATIENCE_S,
        talks=found["talks"],
        left=found["left"],
        talk_known=talk_known,
        patience_known=patience_known,
    )


def arrivals(weekday: int, now: datetime) -> dict[int, float]:
    """Mean number of conversations that begin in each hour of `weekday` (1 Monday … 7 Sunday), by hour (one query)."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    zone = timezone.get_current_timezone()
    begun = (
        Conversation.objects.filter(created_at__gte=today - timedelta(weeks=WEEKS), created_at__lt=today)
        .annotate(day=ExtractIsoWeekDay("created_at", tzinfo=zone), hour=ExtractHour("created_at", tzinfo=zone))
        .filter(day=weekday)
        .values_list("hour")
        .annotate(Count("id"))
        .order_by("hour")
    )
    return {hour: number / WEEKS for hour, number in begun}


def forecast(day: datetime, at_once: int, now: datetime | None = None) -> tuple[Habits, list[Hour]]:
    """The 24 hours of the local day `day` (its midnight); `at_once`: conversations a counsellor holds (1 to 12)."""
    now = now or timezone.now()
    known = habits(now)
    expected = arrivals(timezone.localtime(day).isoweekday(), now)
    shifts = list(
        Shift.objects.filter(starts_at__lt=day + timedelta(days=1), ends_at__gt=day).values_list("starts_at", "ends_at")
    )
    talk_s, patience_s = known.talk_s / at_once, known.patience_s
    hours = []
    for hour in range(24):
        begins = day + timedelta(hours=hour)
        middle = begins + timedelta(minutes=30)
        per_hour = expected.get(hour, 0.0)
        hours.append(
            Hour(
                hour,
                per_hour,
                fewest(LEVEL, partial(by_erlang_c, per_hour=per_hour, talk_s=talk_s, within_s=WITHIN_S)),
                fewest(
                    LEVEL,
                    partial(by_erlang_a, per_hour=per_hour, talk_s=talk_s, patience_s=patience_s, within_s=WITHIN_S),
                ),
                sum(1 for starts, ends in shifts if starts <= middle < ends),
            )
        )
    return known, hours
