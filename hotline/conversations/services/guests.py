"""Conference: a colleague reads along and writes notes; the holder alone writes to the person."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.errors import BadFrame, NotFound
from hotline.conversations.models import Conversation, Guest
from hotline.conversations.services.holder import lock_for
from portal.accounts.models import HOTLINE, User
from portal.audit.log import record

MOST = 4
"""More than these need not read one person's words."""


def invite_guest(conversation_id: uuid.UUID, actor: Any, colleague: User) -> Guest:
    """`colleague` may read along from now on; a second time changes nothing.

    Raises BadFrame (not of the line, the holder themselves, too many), NotFound, NotOwner, Closed."""
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        if colleague.pk == conversation.counsellor_id or not colleague.has_role(*HOTLINE):
            raise BadFrame
        there = conversation.guests.filter(left_at__isnull=True)
        guest = there.filter(user=colleague).first()
        if guest is None:
            if there.count() >= MOST:
                raise BadFrame
            guest = Guest.objects.create(conversation=conversation, user=colleague, invited_by=actor)
            record(actor, "conversation.invite", "conversation", str(conversation_id), detail={"user": colleague.pk})
            events.wake(conversation.pk, "state")
            events.wake_board(queue_moved=False)
    return guest


def leave(conversation_id: uuid.UUID, actor: Any, user_id: int) -> None:
    """A guest leaves by themselves, or the holder or a supervisor ends it. Raises NotFound, NotOwner."""
    with transaction.atomic():
        if user_id == actor.pk:
            conversation = Conversation.objects.readable_by(actor).filter(pk=conversation_id).first()
            if conversation is None:
                raise NotFound
        else:
            conversation = lock_for(conversation_id, actor, live=False)
        sitting = conversation.guests.filter(user_id=user_id, left_at__isnull=True)
        if sitting.update(left_at=timezone.now()):
            record(actor, "conversation.uninvite", "conversation", str(conversation_id), detail={"user": user_id})
            events.wake(conversation.pk, "state")
            events.wake_board(queue_moved=False)


def reads_along(conversation: Conversation, user: Any) -> bool:
    """Whether `user` is a guest of `conversation` now."""
    return conversation.guests.filter(user=user, left_at__isnull=True).exists()
