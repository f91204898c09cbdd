"""Give a conversation back to the queue, at the place it had: the person does not wait from the beginning."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.errors import Taken
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import State, StepKind
from portal.audit.log import record


def release(conversation_id: uuid.UUID, actor: Any) -> Conversation:
    """Back to `waiting`, with its first waiting time. Raises NotFound, NotOwner, Closed, Taken (already waiting)."""
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        if conversation.state != State.OPEN:
            raise Taken
        back_to_queue(conversation)
        record(actor, "conversation.release", "conversation", str(conversation_id))
    return conversation


def back_to_queue(conversation: Conversation) -> None:
    """Within the caller's transaction and lock."""
    holder, conversation.counsellor = conversation.counsellor, None
    conversation.state = State.WAITING
    conversation.save(update_fields=["state", "counsellor"])
    note_step(conversation, StepKind.RELEASED, holder)
    say(conversation, _("Another counsellor will go on with you. You keep your place at the front."))
    events.wake(conversation.pk, "state")
    events.wake_board()
