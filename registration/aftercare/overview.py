"""The committee desk's list of what must not be forgotten in aftercare: computed when asked, so nothing goes stale."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from portal.accounts.models import User
from registration.casework import clock
from registration.casework.models import Registration
from registration.casework.states import Status
from registration.rules.ruleset import ruleset_for

from .access import supported_by_desk
from .models import FollowUp, SupportNeed

SHOWN = 50
# Wider than any warning of the rule set; the exact day is asked of the rules.
HORIZON = timedelta(days=31)


@dataclass(frozen=True)
class Overview:
    """What waits at the committee desk: each list the most urgent first, at most SHOWN."""

    late: list[FollowUp] = field(default_factory=list)
    without_helper: list[Registration] = field(default_factory=list)
    ending: list[Registration] = field(default_factory=list)
    needs: list[SupportNeed] = field(default_factory=list)


def overview(user: User, today: date | None = None) -> Overview:
    """The lists for the wards in which `user` sits at the committee desk today; four queries."""
    today = today or timezone.localdate()
    supported = supported_by_desk(user)
    in_aftercare = supported.filter(status=Status.AFTERCARE)
    late = FollowUp.objects.overdue(today).filter(registration__in=in_aftercare).select_related("registration__helper")
    ending = in_aftercare.filter(aftercare_ends_on__lte=today + HORIZON).order_by("aftercare_ends_on")
    needs = SupportNeed.objects.open().filter(registration__in=supported).select_related("registration", "facility")
    return Overview(
        late=list(late.order_by("due_on", "id")[:SHOWN]),
        without_helper=list(in_aftercare.filter(helper=None).order_by("aftercare_ends_on")[:SHOWN]),
        ending=[item for item in ending[:SHOWN] if is_ending(item, today)],
        needs=list(needs.order_by("asked_on", "id")[:SHOWN]),
    )


def is_ending(registration: Registration, today: date) -> bool:
    """Whether the end of aftercare is so near that the rule set wants it prepared (or it has passed)."""
    ends_on = registration.aftercare_ends_on
    if registration.status != Status.AFTERCARE or ends_on is None:
        return False
    return today >= clock.today(ruleset_for(today).due("aftercare_end", clock.end_of_day(ends_on)))
