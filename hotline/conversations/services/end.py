"""The person leaves: the conversation ends, its words stay until they are erased on time."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import Ended, State, StepKind


def end(conversation_id: uuid.UUID) -> Conversation:
    """End it from the visitor's side; a second time changes nothing. Raises NotFound."""
    with transaction.atomic():
        conversation = lock(conversation_id)
        if conversation.state == State.CLOSED:
            return conversation
        say(conversation, _("The conversation has ended. Thank you for writing."))
        conversation.state = State.CLOSED
        conversation.ended_by = Ended.VISITOR
        conversation.closed_at = timezone.now()
        conversation.save(update_fields=["state", "ended_by", "closed_at"])
        note_step(conversation, StepKind.CLOSED, detail=Ended.VISITOR)
        events.wake(conversation.pk, "state")
        events.wake_board()
    return conversation
