"""Warm transfer: a colleague who is at the desk is asked, with a note, and says yes or no within the time of an offer.

The holder keeps the conversation until the yes. A team's queue needs no yes: the person waits there in front.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.errors import BadFrame, Taken
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.note import keep_note
from hotline.conversations.services.transfer import target_of, transfer
from hotline.conversations.states import Presence, State
from hotline.conversations.text import clean_body
from hotline.offers.errors import NotThere
from hotline.offers.models import Offer, OfferState, routing
from portal.audit.log import record


def ask(conversation_id: uuid.UUID, actor: Any, to: object, words: object = "") -> Offer | None:
    """Ask the colleague `to` (see `target_of`) to take over; None where `to` is a team, whose queue has it at once.

    `words` become a note. An earlier question that is still open is withdrawn.
    Raises BadFrame, TooLong, NotThere, NotFound, NotOwner, Closed, Taken (it waits: nobody holds it)."""
    colleague, team = target_of(to)
    text = clean_body(words) if words not in (None, "") else ""
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        if conversation.state != State.OPEN:
            raise Taken
        note = keep_note(conversation, actor, text) if text else None
        if team is not None:
            transfer(conversation_id, actor, f"team:{team.pk}")
            return None
        if colleague.pk == conversation.counsellor_id:
            raise BadFrame
        if not is_there(colleague.pk):
            raise NotThere
        now = timezone.now()
        conversation.offers.live().update(state=OfferState.WITHDRAWN, ended_at=now)
        offer = Offer.objects.create(
            conversation=conversation,
            counsellor=colleague,
            asked_by=actor,
            note=note,
            at=now,
            expires_at=now + timedelta(seconds=routing().offer_s),
        )
        record(actor, "conversation.ask", "conversation", str(conversation_id), detail={"to": colleague.pk})
        events.wake_board(queue_moved=False)
    return offer


def withdraw(conversation_id: uuid.UUID, actor: Any) -> Conversation:
    """Take the question back. Raises NotFound, NotOwner, Closed."""
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        asked = conversation.offers.live().filter(asked_by__isnull=False)
        if asked.update(state=OfferState.WITHDRAWN, ended_at=timezone.now()):
            events.wake_board(queue_moved=False)
    return conversation


def is_there(user_id: int) -> bool:
    """Whether the colleague's console is open and they are not away."""
    since = timezone.now() - CounsellorPresence.ONLINE
    there = CounsellorPresence.objects.filter(user=user_id, seen_at__gte=since)
    return there.exclude(status=Presence.AWAY).exists()
