"""The figures of some days and a channel: a fixed number of aggregates of the database, whatever the number of rows.

They come from the times of conversations and from steps, which outlive the words; no figure reads a word or names a
person. A conversation counts on the day on which it began.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour, TruncDate, TruncMonth

from hotline.conversations.models import Conversation, Step
from hotline.conversations.states import Channel, Ended, Risk, State, StepKind
from hotline.referrals.models import Referral
from hotline.reports.aggregates import Percentile, seconds_between
from hotline.reports.choosing import Choice
from hotline.reports.models import ProvinceMark
from hotline.visitor.models import Satisfaction
from portal.calendar.deadlines import VIETNAM
from portal.sms.models import DayCost

PROMISED = timedelta(seconds=60)
"""A human answer within this time is what the line promises itself."""
BY_MONTH_FROM_DAYS = 63
Rows = list[tuple[Any, int]]

ANSWERED_IN_TIME = Q(first_answer_at__lte=F("created_at") + PROMISED)
ABANDONED = Q(state=State.CLOSED, first_answer_at__isnull=True) & ~Q(ended_by=Ended.COUNSELLOR)


@dataclass(frozen=True)
class Figures:
    """`totals` by name; `parts` by dimension: value and number, in order."""

    totals: Mapping[str, Any]
    parts: Mapping[str, Rows]
    by_month: bool


def begun(choice: Choice) -> QuerySet[Conversation]:
    """The conversations that began in the time and channel of `choice`."""
    found = Conversation.objects.filter(created_at__gte=choice.since, created_at__lt=choice.until)
    return found.filter(channel=choice.channel) if choice.channel else found


def figures(choice: Choice) -> Figures:
    """All figures of the page."""
    found = begun(choice)
    by_month = (choice.last - choice.first).days >= BY_MONTH_FROM_DAYS
    cut = TruncMonth("created_at", tzinfo=VIETNAM) if by_month else TruncDate("created_at", tzinfo=VIETNAM)
    totals = _totals(found) | _satisfaction(choice) | _costs(choice)
    steps = dict(_steps(choice))
    totals |= {"handovers": steps.get(StepKind.HANDED_OVER, 0), "transfers": steps.get(StepKind.TRANSFERRED, 0)}
    totals |= {"released": steps.get(StepKind.RELEASED, 0)}
    parts = {
        "day": [(day.date() if by_month else day, number) for day, number in _counted(found, day=cut)],
        "hour": _counted(found, hour=ExtractHour("created_at", tzinfo=VIETNAM)),
        "channel": _largest(_counted(found, which=F("channel"))),
        "topic": _largest(_counted(found, which=F("topic"))),
        "outcome": _largest(_counted(found.exclude(outcome=""), which=F("outcome"))),
        "province": _largest(_provinces(choice)),
        "score": _scores(choice),
        "referral": _referrals(choice),
    }
    totals["referrals"] = sum(number for _state, number in parts["referral"])
    return Figures(totals, parts, by_month)


def _counted(found: QuerySet[Any], **dimension: Any) -> Rows:
    (name,) = dimension
    rows = found.order_by().annotate(**{f"cut_{name}": dimension[name]}).values_list(f"cut_{name}")
    return sorted(rows.annotate(number=Count("pk")))


def _largest(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: (-row[1], str(row[0])))


def _totals(found: QuerySet[Conversation]) -> dict[str, Any]:
    wait, handling = seconds_between("created_at", "first_answer_at"), seconds_between("taken_at", "closed_at")
    return found.aggregate(
        contacts=Count("pk"),
        answered=Count("pk", filter=Q(first_answer_at__isnull=False)),
        in_time=Count("pk", filter=ANSWERED_IN_TIME),
        abandoned=Count("pk", filter=ABANDONED),
        danger=Count("pk", filter=Q(risk__gte=Risk.DANGER)),
        erased=Count("pk", filter=Q(erased_at__isnull=False)),
        wait_median=Percentile(wait, 0.5),
        wait_p90=Percentile(wait, 0.9),
        handling_median=Percentile(handling, 0.5),
        handling_mean=Avg(handling),
    )


def _steps(choice: Choice) -> Rows:
    """How often something happened in the time; of a handover only that it happened."""
    found = Step.objects.filter(at__gte=choice.since, at__lt=choice.until)
    found = found.filter(conversation__channel=choice.channel) if choice.channel else found
    return list(found.order_by().values_list("kind").annotate(number=Count("pk")))


def _satisfied(choice: Choice) -> QuerySet[Satisfaction]:
    found = Satisfaction.objects.filter(day__range=(choice.first, choice.last))
    return found.filter(channel=choice.channel) if choice.channel else found


def _satisfaction(choice: Choice) -> dict[str, Any]:
    return _satisfied(choice).aggregate(
        mean_score=Avg("score"),
        scored=Count("score"),
        heard=Count("pk", filter=Q(felt_heard=True)),
        heard_asked=Count("felt_heard"),
    )


def _scores(choice: Choice) -> Rows:
    return _counted(_satisfied(choice).filter(score__isnull=False), which=F("score"))


def _provinces(choice: Choice) -> Rows:
    found = ProvinceMark.objects.filter(day__range=(choice.first, choice.last))
    return _counted(found.filter(channel=choice.channel) if choice.channel else found, which=F("province_code"))


def _referrals(choice: Choice) -> Rows:
    found = Referral.objects.filter(created_at__gte=choice.since, created_at__lt=choice.until)
    found = found.filter(conversation__channel=choice.channel) if choice.channel else found
    return _largest(_counted(found, which=F("state")))


def _costs(choice: Choice) -> dict[str, Any]:
    if choice.channel == Channel.WEB:
        return {"sms_texts": 0, "sms_segments": 0, "sms_cost": 0}
    found = DayCost.objects.filter(day__range=(choice.first, choice.last), side="hotline")
    summed = found.aggregate(sms_texts=Sum("texts"), sms_segments=Sum("segments"), sms_cost=Sum("cost"))
    return {name: number or 0 for name, number in summed.items()}
