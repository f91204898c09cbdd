"""Counts of feedback for a period: by topic, and how many were answered in time. No word, no code, no person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from hotline.feedback.models import Ticket
from hotline.feedback.settings_file import topics
from hotline.feedback.states import OPEN, State
from portal.places.models import Province

NAMES = ("sent", "open", "answered", "not_ours", "due", "on_time")


@dataclass(frozen=True)
class Line:
    """Figures of one topic, or of all: `due` fell due in the period, `on_time` of them were answered in time."""

    label: str
    sent: int
    open: int
    answered: int
    not_ours: int
    due: int
    on_time: int

    @property
    def share(self) -> int | None:
        """Per cent answered in time of what fell due; None where nothing did."""
        return round(100 * self.on_time / self.due) if self.due else None


def by_topic(since: datetime, until: datetime, provinces: Iterable[Province] | None = None) -> list[Line]:
    """One line a topic that occurs, in the file's order (two queries); `provinces`: only about places there."""
    tickets: Any = Ticket.objects.order_by()
    if provinces is not None:
        tickets = tickets.filter(province__in=provinces)
    tickets = tickets.values("topic")
    sent = tickets.filter(sent_at__gte=since, sent_at__lt=until).annotate(
        sent=Count("id"),
        open=Count("id", filter=Q(state__in=OPEN)),
        answered=Count("id", filter=Q(answered_at__isnull=False) & ~Q(state=State.NOT_OURS)),
        not_ours=Count("id", filter=Q(state=State.NOT_OURS)),
    )
    due = tickets.filter(due_at__gte=since, due_at__lt=until, erased_at=None).annotate(
        due=Count("id"), on_time=Count("id", filter=Q(answered_at__lte=F("due_at")))
    )
    counts: dict[str, dict[str, int]] = {}
    for row in (*sent, *due):
        counts.setdefault(row.pop("topic"), dict.fromkeys(NAMES, 0)).update(row)
    return [Line(str(topic), **counts[key]) for key, topic in topics().items() if key in counts]


def total(lines: list[Line], label: str) -> Line:
    """All lines together."""
    return Line(label, **{name: sum(getattr(line, name) for line in lines) for name in NAMES})
