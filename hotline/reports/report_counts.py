"""Counts of the line for the official reports (`portal/delivered.py`): anonymous, and never a small number.

A ward delivers nothing, as nobody says their ward. Of a province there is only how many began, by the marks that
outlive the words. What is left out is shown as not delivered.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count, Q

from hotline.conversations.states import Channel
from hotline.referrals.models import Referral
from hotline.reports.choosing import Choice
from hotline.reports.figures import ANSWERED_IN_TIME, begun
from hotline.reports.models import ProvinceMark
from hotline.reports.small_cells import is_small
from portal.calendar.deadlines import VIETNAM
from portal.delivered import Wanted


def line_counts(wanted: Wanted) -> Mapping[str, int]:
    """Contacts by channel, those answered in time and at all, referrals."""
    if wanted.ward:
        return {}
    first = wanted.since.astimezone(VIETNAM).date()
    last = (wanted.until - timedelta(seconds=1)).astimezone(VIETNAM).date()
    found = (
        _of_province(wanted.province, Choice(first, last)) if wanted.province else _of_all(wanted, Choice(first, last))
    )
    return {measure: number for measure, number in found.items() if not is_small(number)}


def _of_all(wanted: Wanted, choice: Choice) -> dict[str, int]:
    counts = begun(choice).aggregate(
        contacts=Count("pk"),
        contacts_chat=Count("pk", filter=Q(channel=Channel.WEB)),
        contacts_sms=Count("pk", filter=Q(channel=Channel.SMS)),
        answered_60_s=Count("pk", filter=ANSWERED_IN_TIME),
        people_counselled=Count("pk", filter=Q(first_answer_at__isnull=False)),
    )
    return counts | {
        "referrals": Referral.objects.filter(created_at__gte=wanted.since, created_at__lt=wanted.until).count()
    }


def _of_province(province: str, choice: Choice) -> dict[str, int]:
    marks = ProvinceMark.objects.filter(province_code=province, day__range=(choice.first, choice.last))
    return marks.aggregate(
        contacts=Count("pk"),
        contacts_chat=Count("pk", filter=Q(channel=Channel.WEB)),
        contacts_sms=Count("pk", filter=Q(channel=Channel.SMS)),
    )


DELIVERIES = (line_counts,)
