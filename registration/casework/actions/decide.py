"""The chief decides on voluntary treatment: place, day, term, numbered paper (Decree 163/2026, art. 91; F 22)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import clock, numbers, placement
from ..errors import BadInput
from ..models import Registration
from ..models.decision import Register
from ..turn import turn

# A start further away than this is a slip of the pen: the law knows two working days and a few days of assignment.
FURTHEST_START = timedelta(days=60)


def decide(
    registration: Registration,
    actor: User,
    *,
    place: str,
    starts_on: date,
    stepped_up: bool,
    now: datetime | None = None,
) -> Registration:
    """Decided. Raises BadInput for a place that the person's age or residence does not allow, or an impossible day."""
    with turn("decide", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        today = clock.today(case.now)
        # The day of the decision says which law governs the case (Law 120/2025, art. 56).
        rules = ruleset_for(today)
        if refusal := placement.refusal(place, registration.answers, rules, today):
            raise BadInput("place", refusal)
        if not today <= starts_on <= today + FURTHEST_START:
            raise BadInput("starts_on", _("Choose a day from today on, at most 60 days ahead."))
        months = rules.term_months(placement.earlier_count(registration.answers))
        registration.rules_version = rules.version
        registration.decided_at = case.now
        registration.place = place
        registration.ends_on = clock.add_months(starts_on, months)
        registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).update(superseded_at=case.now)
        paper = numbers.sign(
            registration,
            Register.DECISION,
            rules.forms["decision"],
            by=actor,
            now=case.now,
            starts_on=starts_on,
            ends_on=registration.ends_on,
            term_months=months,
        )
        case.save(
            "rules_version",
            "decided_at",
            "place",
            "ends_on",
            detail={
                "place": place,
                "starts_on": starts_on,
                "ends_on": registration.ends_on,
                "months": months,
                "number": paper.display_number,
            },
            audit={"number": paper.display_number},
        )
    return registration
