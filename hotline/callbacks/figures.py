"""Figures of tasks for reports: how many of each kind, how they ended, how many in time. No person is named."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from hotline.callbacks.models import Task


@dataclass(frozen=True)
class Row:
    """How many tasks of `kind` ended in `outcome` (empty: not ended), and how many of them by their due time."""

    kind: str
    outcome: str
    number: int
    in_time: int


def tasks_between(since: datetime, until: datetime) -> list[Row]:
    """All that were asked for in that time (one query)."""
    made = Task.objects.filter(created_at__gte=since, created_at__lt=until)
    counted = made.values("kind", "outcome").annotate(
        number=Count("id"), in_time=Count("id", filter=Q(done_at__lte=F("due_at")))
    )
    rows = counted.order_by("kind", "outcome")
    return [Row(row["kind"], row["outcome"], row["number"], row["in_time"]) for row in rows]
