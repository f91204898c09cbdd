"""Feedback in the official reports (`portal/delivered.py`): how much fell due in the period, how much was in time."""

from collections.abc import Mapping

from django.db.models import Count, F, Q

from hotline.feedback.models import Ticket
from portal.delivered import Wanted

SMALL = 5
"""Below this number nothing is delivered: too few to say anything, and too easy to tell whose it was."""


def feedback_counts(wanted: Wanted) -> Mapping[str, int]:
    """`feedback_due` and `feedback_on_time` about places of the ward or province, or of all."""
    tickets = Ticket.objects.filter(due_at__gte=wanted.since, due_at__lt=wanted.until, erased_at=None)
    if wanted.ward:
        tickets = tickets.filter(ward=wanted.ward)
    elif wanted.province:
        tickets = tickets.filter(province=wanted.province)
    counts = tickets.aggregate(
        feedback_due=Count("id"), feedback_on_time=Count("id", filter=Q(answered_at__lte=F("due_at")))
    )
    return counts if counts["feedback_due"] >= SMALL else {}


DELIVERIES = (feedback_counts,)
