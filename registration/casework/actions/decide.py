"""The chief decides on voluntary treatment: place, day, term, numbered paper (the decision of the rule set's forms)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import clock, numbers, placement
from ..deciding import check, supersede_pending
from ..errors import OwnProposal
from ..models import DecisionDraft, Registration
from ..models.decision import Register
from ..turn import turn
from .draft_decision import pending_draft


def decide(
    registration: Registration,
    actor: User,
    *,
    place: str,
    starts_on: date,
    stepped_up: bool,
    now: datetime | None = None,
) -> Registration:
    """Decided. A pending draft is signed with it, or the chief decides otherwise or without one.

    Raises BadInput for a place that the person's age or residence does not allow, or an impossible day; OwnProposal
    where the pending draft is the signer's own.
    """
    with turn("decide", registration, actor, now=now, stepped_up=stepped_up) as case:
        registration = case.registration
        draft = _draft_to_sign(registration, actor)
        rules = check(registration, place, starts_on, case.now)
        months = rules.term_months(placement.earlier_count(registration.answers))
        registration.rules_version = rules.version
        registration.decided_at = case.now
        registration.place = place
        registration.ends_on = clock.add_months(starts_on, months)
        if draft is not None:
            draft.signed_at = case.now
            draft.save(update_fields=["signed_at"])
        supersede_pending(registration, case.now)
        paper = numbers.sign(
            registration,
            Register.DECISION,
            rules.forms["decision"],
            by=actor,
            now=case.now,
            starts_on=starts_on,
            ends_on=registration.ends_on,
            term_months=months,
            drafted_by=draft.drafted_by if draft else None,
            detail={"reasons": draft.reasons} if draft else None,
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


def _draft_to_sign(registration: Registration, actor: User) -> DecisionDraft | None:
    draft = pending_draft(registration)
    if draft is not None and draft.drafted_by_id == actor.pk:
        raise OwnProposal(_("You drafted this decision yourself: another chief signs it, or a colleague drafts anew."))
    return draft
