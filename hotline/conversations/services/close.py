"""The counsellor ends a conversation and says what came of it (wrap-up)."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import Ended, Outcome, State, StepKind, Topic
from hotline.conversations.text import clean_line
from portal.audit.log import record


def close(conversation_id: uuid.UUID, actor: Any, wrap_up: object = None) -> Conversation:
    """End it with `wrap_up`: `outcome`, `topic` (corrects the visitor's), `words` (short, sealed). What is missing
    counts as not said. After the person left, it only adds the wrap-up. Raises NotFound, NotOwner."""
    answers = wrap_up if isinstance(wrap_up, dict) else {}
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor, live=False)
        conversation.outcome = _one_of(Outcome, answers.get("outcome"), conversation.outcome or Outcome.UNSPECIFIED)
        conversation.topic = _one_of(Topic, answers.get("topic"), conversation.topic)
        conversation.wrap_up_words = clean_line(answers.get("words"), 500) or conversation.wrap_up_words
        newly = conversation.state != State.CLOSED
        if newly:
            say(conversation, _("The counsellor has ended this conversation. You can start a new one at any time."))
            conversation.state = State.CLOSED
            conversation.ended_by = Ended.COUNSELLOR
            conversation.closed_at = timezone.now()
        conversation.save(update_fields=["outcome", "topic", "wrap_up_words", "state", "ended_by", "closed_at"])
        if newly:
            note_step(conversation, StepKind.CLOSED, actor, conversation.outcome)
        record(actor, "conversation.close", "conversation", str(conversation_id))
        events.wake(conversation.pk, "state")
        events.wake_board()
    return conversation


def _one_of(choices: Any, value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value in choices.values else otherwise
