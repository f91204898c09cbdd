"""Propose, and by another person confirm, that a registration cannot be settled at this desk.

Neither law nor decree has a form of refusal: the reason comes from an editable list and always with a next step.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import lists
from ..errors import BadInput, OwnProposal, WrongState
from ..models import NotEligibleProposal, Registration
from ..turn import turn


def pending(registration: Registration) -> NotEligibleProposal | None:
    """The proposal that waits for the chief, if any."""
    return registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).first()


def propose_not_eligible(
    registration: Registration, actor: User, *, reason: str, next_step: str, now: datetime | None = None
) -> Registration:
    """Proposed; the state and the decision clock stay. A new proposal replaces a pending one.

    `reason` is a key of the list "not_eligible" or own words. An empty `next_step` takes the list's usual words for the
    reason (in Vietnamese, the language of the procedure).
    """
    with turn("not-eligible", registration, actor, now=now) as case:
        if not reason.strip():
            raise BadInput("reason", _("Choose a reason."))
        key, own_words = lists.key_and_words("not_eligible", reason.strip())
        step = next_step.strip() or lists.entries("not_eligible")[key].next_vi
        if not step:
            raise BadInput("next_step", _("Write what the person can do next and where."))
        registration = case.registration
        registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).update(superseded_at=case.now)
        NotEligibleProposal.objects.create(
            registration=registration,
            reason=key,
            own_words=own_words,
            next_step=step,
            proposed_at=case.now,
            proposed_by=actor,
        )
        case.save(audit={"reason": key})
    return registration


def confirm_not_eligible(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Confirmed by the chief, who must not be the proposer: not eligible here, with the proposal's next step."""
    with turn("confirm-not-eligible", registration, actor, now=now) as case:
        registration = case.registration
        proposal = pending(registration)
        if proposal is None:
            raise WrongState(_("Nobody has proposed this yet."))
        if proposal.proposed_by_id == actor.pk:
            raise OwnProposal(_("You made this proposal yourself: another chief has to confirm it."))
        proposal.confirmed_at, proposal.confirmed_by = case.now, actor
        proposal.save(update_fields=["confirmed_at", "confirmed_by"])
        registration.finished_at = case.now
        case.save(
            "finished_at",
            detail={"reason": proposal.reason_given, "next_step": proposal.next_step},
            audit={"reason": proposal.reason},
        )
    return registration
