"""What must be true of a decision on treatment, whether it is drafted, signed, or made anew after a move."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from registration.rules.ruleset import RuleSet, ruleset_for

from . import clock, placement
from .errors import BadInput
from .models import Registration

# A start further away than this is a slip of the pen: the law knows two working days and a few days of assignment.
FURTHEST_START = timedelta(days=60)


def check(registration: Registration, place: str, starts_on: date, now: datetime) -> RuleSet:
    """The rule set of the day; raises BadInput for a place that age or residence forbid, or an impossible day.

    The day of the decision says which law governs the case (Law 120/2025, transitional rules).
    """
    today = clock.today(now)
    rules = ruleset_for(today)
    if refusal := placement.refusal(place, registration.answers, rules, today):
        raise BadInput("place", refusal)
    if not today <= starts_on <= today + FURTHEST_START:
        raise BadInput("starts_on", _("Choose a day from today on, at most 60 days ahead."))
    return rules


def supersede_pending(registration: Registration, now: datetime) -> None:
    """What waited for the chief of this desk waits no longer: proposals and drafts; the caller holds the lock."""
    registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).update(superseded_at=now)
    registration.decision_drafts.filter(signed_at=None, superseded_at=None).update(superseded_at=now)
