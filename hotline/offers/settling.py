"""The end of an offer. Each way out of `live` is one conditional update: of two at once one wins, one finds nothing.

What happens to the conversation decides: whoever takes it has accepted, whoever was asked meanwhile is asked no more.
"""

from datetime import datetime

from django.utils import timezone

from hotline.conversations.models import Conversation, Guest, Step
from hotline.conversations.states import Risk, StepKind
from hotline.offers.models import AwayBecause, Desk, Offer, OfferState

OVER = (StepKind.RELEASED, StepKind.CLOSED, StepKind.ERASED)


def settle(offer_id: int, state: OfferState, now: datetime | None = None) -> bool:
    """End the offer with `state`; False where it had ended already."""
    return bool(Offer.objects.live().filter(pk=offer_id).update(state=state, ended_at=now or timezone.now()))


def heed(conversation: Conversation, step: Step) -> None:
    """The listener: a step of a conversation ends its offers, and a grave talk that ended advises a pause."""
    live = Offer.objects.live().filter(conversation=conversation)
    if step.kind in (StepKind.TAKEN, StepKind.TRANSFERRED):
        if step.user_id:
            live.filter(counsellor=step.user_id).update(state=OfferState.ACCEPTED, ended_at=step.at)
            _is_there(step.user_id, step.at)
            conversation.guests.filter(user=step.user_id, left_at__isnull=True).update(left_at=step.at)
        live.update(state=OfferState.WITHDRAWN, ended_at=step.at)
    elif step.kind in OVER:
        live.update(state=OfferState.WITHDRAWN, ended_at=step.at)
    if step.kind in (StepKind.CLOSED, StepKind.ERASED):
        Guest.objects.filter(conversation=conversation, left_at__isnull=True).update(left_at=step.at)
    if step.kind == StepKind.CLOSED and conversation.risk >= Risk.DANGER and conversation.counsellor_id:
        Desk.objects.update_or_create(user_id=conversation.counsellor_id, defaults={"pause_advised_at": step.at})


def _is_there(user_id: int, now: datetime) -> None:
    """Whoever takes a conversation is at the desk, whatever they missed before."""
    Desk.objects.filter(user_id=user_id).update(misses=0, acted_at=now)
    Desk.objects.filter(user_id=user_id, away_because=AwayBecause.MISSED).update(away_because="")
