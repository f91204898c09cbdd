"""The answer to an offer. Accepting takes the conversation and ends the offer in one transaction, or does neither.

Locks are taken in the order presence, conversation, offer, as everywhere in this room.
"""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hotline.conversations import events
from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.note import keep_note
from hotline.conversations.services.take import room_for_one_more, take
from hotline.conversations.services.transfer import hand_to
from hotline.conversations.states import State
from hotline.conversations.text import clean_line
from hotline.offers.errors import OfferOver
from hotline.offers.models import Desk, Offer, OfferState
from hotline.offers.settling import settle
from portal.accounts.models import HOTLINE
from portal.audit.log import record


def accept(offer_id: int, user: Any) -> Conversation:
    """`user` goes on with the conversation. A second time answers the same.

    Raises NotFound (not asked), OfferOver, Taken, Full (at their capacity)."""
    with transaction.atomic():
        offer = _mine(offer_id, user)
        if offer.state == OfferState.ACCEPTED:
            return offer.conversation
        if offer.state != OfferState.LIVE or offer.expires_at <= timezone.now():
            raise OfferOver
        conversation = take(offer.conversation_id, user) if offer.asked_by_id is None else _receive(offer, user)
        offer.refresh_from_db(fields=["state"])  # the step of the taking has ended it (`settling.heed`)
        if offer.state != OfferState.ACCEPTED:
            raise OfferOver
    return conversation


def _receive(offer: Offer, user: Any) -> Conversation:
    if not user.has_role(*HOTLINE):
        raise NotFound
    room_for_one_more(user)
    conversation = lock(offer.conversation_id)
    if conversation.state != State.OPEN or conversation.counsellor_id == user.pk:
        raise OfferOver
    before = conversation.counsellor_id
    hand_to(conversation, user)
    record(user, "conversation.accept", "conversation", str(conversation.pk), detail={"from": before})
    return conversation


def decline(offer_id: int, user: Any, why: object = "") -> bool:
    """The next one is asked; a colleague who asked is told, with `why` (a few words). False where it was over already.

    Raises NotFound (not asked)."""
    words = clean_line(why, 200)
    with transaction.atomic():
        offer = _mine(offer_id, user)
        if offer.asked_by is not None:
            conversation = lock(offer.conversation_id)
        if not settle(offer.pk, OfferState.DECLINED):
            return False
        Desk.objects.filter(user=user).update(misses=0, acted_at=timezone.now())
        if offer.asked_by is not None:
            with translation.override(offer.asked_by.language):
                told = _("%(name)s cannot take this conversation now. You still hold it.") % {"name": user}
                keep_note(conversation, None, f"{told} {words}".strip())
        events.wake_board(queue_moved=False)
    return True


def take_or_accept(conversation_id: uuid.UUID, user: Any) -> Conversation:
    """What "take" means: from the queue, or the colleague's conversation that `user` is being asked to take over."""
    asked = Offer.objects.open_at(timezone.now()).filter(conversation=conversation_id, counsellor=user)
    offer = asked.filter(asked_by__isnull=False).first()
    return accept(offer.pk, user) if offer else take(conversation_id, user)


def _mine(offer_id: int, user: Any) -> Offer:
    offers = Offer.objects.select_related("asked_by", "conversation")
    offer = offers.filter(pk=offer_id, counsellor=user, conversation__erased_at__isnull=True).first()
    if offer is None:
        raise NotFound
    return offer
