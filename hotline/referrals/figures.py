"""Figures of referrals for reports: how many, to which kind of place, how they went on. No row points to a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from hotline.referrals.models import Referral


@dataclass(frozen=True)
class Row:
    """How many referrals to points of `kind` are in `state`."""

    kind: str
    state: str
    number: int


def referrals_between(since: datetime, until: datetime) -> list[Row]:
    """All referrals made in that time (one query)."""
    made = Referral.objects.filter(created_at__gte=since, created_at__lt=until)
    counted = made.values("point__kind", "state")
    counted = counted.annotate(number=Count("id")).order_by("point__kind", "state")
    return [Row(row["point__kind"], row["state"], row["number"]) for row in counted]
