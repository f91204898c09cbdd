"""Figures of the outbox for its staff page: how many texts stand in which state, and what the days cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils import numberformat, timezone
from django.utils.formats import get_format

from portal.sms import spending
from portal.sms.models import DayCost, OutboundMessage
from portal.sms.states import State

DAYS = 7
COST_DAYS = 14


@dataclass(frozen=True)
class Standing:
    """One state: how many texts of the last day and of the last week."""

    state: str
    label: str
    day: int
    week: int


def by_state() -> list[Standing]:
    """Every state, in the order of a text's life (one query)."""
    now = timezone.now()
    rows = OutboundMessage.objects.filter(created_at__gte=now - timedelta(days=DAYS)).values("state")
    counted = rows.annotate(week=Count("pk"), day=Count("pk", filter=Q(created_at__gte=now - timedelta(days=1))))
    found = {row["state"]: (row["day"], row["week"]) for row in counted.order_by()}
    return [Standing(state, str(state.label), *found.get(state, (0, 0))) for state in State]


def grouped(number: int) -> str:
    """`1.250.000` in Vietnamese, `1,250,000` in English."""
    separator = get_format("THOUSAND_SEPARATOR")
    return numberformat.format(number, "", grouping=3, thousand_sep=separator, force_grouping=True)


def costs_by_day() -> list[dict[str, Any]]:
    """`day`, and in words `texts`, `segments`, `cost` of the last days that cost something, newest first."""
    since = timezone.localdate() - timedelta(days=COST_DAYS)
    rows = DayCost.objects.filter(day__gte=since, texts__gt=0).values("day")
    summed = rows.annotate(texts=Sum("texts"), segments=Sum("segments"), cost=Sum("cost")).order_by("-day")
    return [
        {"day": row["day"]} | {name: grouped(row[name]) for name in ("texts", "segments", "cost")} for row in summed
    ]


def today() -> dict[str, Any]:
    """`spent` and `limit` (empty: none) in đồng, `share` in per cent."""
    day: date = timezone.localdate()
    spent, limit = spending.spent(day), settings.SMS_COST_A_DAY
    share = spent * 100 // limit if limit else 0
    return {"spent": grouped(spent), "limit": grouped(limit) if limit else "", "share": share}
