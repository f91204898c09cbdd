"""Follow-ups and support needs of aftercare, handed to the figures like any other room's counts (portal/delivered.py).

A follow-up counts for the period in which its day lay: one that was moved counts with its new day, one that was no
longer needed not at all. A need counts for the period in which it was asked for.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from portal.calendar.deadlines import VIETNAM
from portal.delivered import Wanted
from registration.aftercare.models import FollowUp, SupportNeed
from registration.aftercare.states import Contact, Need, NeedState

ENDED = (Contact.PLANNED, Contact.DONE, Contact.MISSED)


def aftercare(wanted: Wanted) -> Mapping[str, int]:
    """Follow-ups due and done; needs asked for and met, together and by kind."""
    first = wanted.since.astimezone(VIETNAM).date()
    last = (wanted.until - timedelta(seconds=1)).astimezone(VIETNAM).date()
    due = FollowUp.objects.filter(**_where(wanted), due_on__range=(first, last), state__in=ENDED).aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(state=Contact.DONE))
    )
    needs = (
        SupportNeed.objects.filter(**_where(wanted), asked_on__range=(first, last))
        .order_by()
        .values_list("kind")
        .annotate(asked=Count("pk"), met=Count("pk", filter=Q(state=NeedState.MET)))
    )
    by_kind = {kind: (asked, met) for kind, asked, met in needs}
    found = {"followups_due": due["due"], "followups_done": due["done"], "needs_asked": 0, "needs_met": 0}
    for kind in Need.values:
        asked, met = by_kind.get(kind, (0, 0))
        found |= {f"{kind}_asked": asked, f"{kind}_met": met}
        found["needs_asked"] += asked
        found["needs_met"] += met
    return found


def _where(wanted: Wanted) -> dict[str, Any]:
    if wanted.ward:
        return {"ward": wanted.ward}
    return {"ward__province": wanted.province} if wanted.province else {}


DELIVERIES = (aftercare,)
