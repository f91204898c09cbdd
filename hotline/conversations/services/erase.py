"""Forget a conversation: every word, name, number and the way back to it are destroyed at once.

What stays are figures for counting (channel, topic, times, outcome), which say nothing about a person.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.erasure import forget_beside
from hotline.conversations.models import Conversation
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Ended, State, StepKind


def erase(conversation_id: uuid.UUID, by: Ended = Ended.VISITOR) -> bool:
    """Destroy the words; both sides are told on commit. False where it was already forgotten (or never there)."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
        if conversation is None or conversation.erased_at is not None:
            return False
        forget(conversation, by)
    return True


def forget(conversation: Conversation, by: Ended) -> None:
    """Erase within the caller's transaction; the caller holds the row's lock."""
    now = timezone.now()
    forget_beside(conversation)
    conversation.messages.all().delete()
    conversation.notes.all().delete()
    if conversation.state != State.CLOSED:
        conversation.state, conversation.ended_by, conversation.closed_at = State.CLOSED, by, now
    conversation.nickname = conversation.phone = conversation.wrap_up_words = ""
    conversation.phone_index = conversation.invite_hash = conversation.browser_key = ""
    conversation.secret_hash = None
    conversation.province_code = ""
    conversation.erased_at = now
    conversation.save()
    note_step(conversation, StepKind.ERASED, detail=by.value)
    events.wake(conversation.pk, "erased", by=by.value)
    events.wake_board()
