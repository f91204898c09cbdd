"""What time alone does: an offer runs out, somebody is away, a person who got no first reply stands in front again.

Each case is a transaction of its own; a round that is killed midway leaves the rest to the next one.
"""

import contextlib
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hotline.conversations import events
from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation, CounsellorPresence, Message, Step
from hotline.conversations.services.append import lock
from hotline.conversations.services.note import keep_note
from hotline.conversations.services.release import back_to_queue
from hotline.conversations.states import Author, Presence, State, StepKind
from hotline.offers.desks import set_away
from hotline.offers.models import AwayBecause, Desk, Offer, OfferState, routing
from hotline.offers.settling import settle
from portal.audit.log import record

AT_ONCE = 200


def expire(now: datetime | None = None) -> int:
    """End the offers whose time is over; how many."""
    now = now or timezone.now()
    over = Offer.objects.live().filter(expires_at__lte=now).select_related("asked_by", "counsellor")[:AT_ONCE]
    ended = 0
    for offer in over:
        with contextlib.suppress(NotFound):  # erased meanwhile, and the offer withdrawn with it
            ended += _expire(offer, now)
    return ended


def _expire(offer: Offer, now: datetime) -> bool:
    with transaction.atomic():
        if offer.asked_by is not None:
            conversation = lock(offer.conversation_id)  # the note below is a word of the conversation
        else:  # presence before offer, as in accepting: two who wait for each other would both fail
            CounsellorPresence.objects.select_for_update().filter(user=offer.counsellor_id).first()
        if not settle(offer.pk, OfferState.EXPIRED, now):
            return False
        events.wake_board(queue_moved=False)
        if offer.asked_by is not None:
            with translation.override(offer.asked_by.language):
                text = _("%(name)s did not answer within the time. You still hold this conversation.")
                keep_note(conversation, None, text % {"name": offer.counsellor})
        else:
            _missed(offer.counsellor_id)
    return True


def _missed(user_id: int) -> None:
    desk, _created = Desk.objects.select_for_update().get_or_create(user_id=user_id)
    desk.misses += 1
    desk.save(update_fields=["misses"])
    if desk.misses >= routing().misses:
        set_away(user_id, AwayBecause.MISSED)


def give_back(now: datetime | None = None) -> int:
    """Put back in front who was taken and got no first reply in time; how many.

    Only where it helps: the holder is no longer at the desk, or a colleague has a free hand."""
    now = now or timezone.now()
    late = list(_unanswered(now).values_list("pk", "counsellor")[:AT_ONCE])
    if not late:
        return 0
    online = CounsellorPresence.objects.filter(seen_at__gte=now - CounsellorPresence.ONLINE, user__is_active=True)
    there = set(online.values_list("user_id", flat=True))
    available = set(online.filter(status=Presence.AVAILABLE).values_list("user_id", flat=True))
    due = [key for key, holder in late if holder not in there or available - {holder}]
    return sum(_give_back(key, now) for key in due)


def _unanswered(now: datetime) -> QuerySet[Conversation]:
    """Held for longer than the limit, without a word of the holder since they have it."""
    since = Step.objects.filter(conversation=OuterRef("pk"), kind__in=(StepKind.TAKEN, StepKind.TRANSFERRED)).order_by(
        "-at"
    )
    written = Message.objects.filter(
        conversation=OuterRef("pk"),
        author=Author.COUNSELLOR,
        sender=OuterRef("counsellor"),
        at__gte=OuterRef("held_since"),
    )
    limit = now - timedelta(minutes=routing().first_reply_min)
    held = Conversation.objects.filter(state=State.OPEN, taken_at__lte=limit, erased_at__isnull=True)
    held = held.filter(Q(first_answer_at__isnull=True) | Q(first_answer_at__lte=limit))
    return held.annotate(held_since=Subquery(since.values("at")[:1])).filter(~Exists(written), held_since__lte=limit)


def _give_back(key: uuid.UUID, now: datetime) -> bool:
    with transaction.atomic():
        held = Conversation.objects.select_for_update(skip_locked=True).filter(pk=key).first()
        if held is None or not _unanswered(now).filter(pk=key).exists():
            return False
        holder = held.counsellor_id
        back_to_queue(held)
        record(None, "conversation.given_back", "conversation", str(held.pk), detail={"from": holder})
    return True
