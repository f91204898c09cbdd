"""Figures of assessments for reports: kind, level, outcome, time to the supervisor. No word of a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from hotline.risk.models import Assessment


@dataclass(frozen=True)
class Row:
    """How many assessments of `kind` and `level` ended in `outcome` (empty: not ended)."""

    kind: str
    level: int
    outcome: str
    number: int


def assessments_between(since: datetime, until: datetime) -> list[Row]:
    """All that were begun in that time (one query)."""
    counted = Assessment.objects.made_between(since, until).values("kind", "level", "outcome")
    counted = counted.annotate(number=Count("id")).order_by("kind", "-level", "outcome")
    return [Row(row["kind"], row["level"], row["outcome"], row["number"]) for row in counted]
