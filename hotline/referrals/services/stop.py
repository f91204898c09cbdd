"""What ends a referral from our side: the consent is taken back, the time is over, the words are forgotten."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hotline.conversations.models import Conversation
from hotline.referrals.models import Answer, Referral
from hotline.referrals.services.moving import locked, move
from hotline.referrals.states import OPEN, State
from portal.audit.log import record


def withdraw(referral_id: uuid.UUID, user: Any = None) -> Referral:
    """The person takes the consent back (through the counsellor `user`, or on their own page): the link shows
    nothing any more. Raises NotNow."""
    with transaction.atomic():
        referral = locked(pk=referral_id)
        move(referral, State.WITHDRAWN)
        if user is not None:
            record(user, "referral.withdraw", "referral", str(referral.pk))
    return referral


def expire(now: datetime) -> int:
    """End what has had no last answer for too long; how many."""
    ended = 0
    for key in list(Referral.objects.open().filter(link_until__lt=now).values_list("pk", flat=True)):
        with transaction.atomic():
            referral = Referral.objects.select_for_update(skip_locked=True).open().filter(pk=key).first()
            if referral:
                move(referral, State.EXPIRED)
                ended += 1
    return ended


def forget_subject(key: uuid.UUID) -> None:
    """Destroy every word under the key `key`; the rows stay as figures that point to nobody."""
    _forget(Q(subject=key))


def forget_with(conversation: Conversation) -> None:
    """Forgetter: what belongs to the conversation goes; what a case has taken over only loses the way back to it."""
    _forget(Q(subject=conversation.pk))
    Referral.objects.filter(conversation=conversation).update(conversation=None)


def _forget(which: Q) -> None:
    for referral in Referral.objects.select_for_update().filter(which):
        if referral.state in OPEN:
            move(referral, State.FORGOTTEN)
        Answer.objects.filter(referral=referral).update(note="")
        Referral.objects.filter(pk=referral.pk).update(told={}, subject=None, conversation=None)
