"""Danger words in a message: raise the risk, move it to the front, show the numbers that help (honest help first)."""

from datetime import timedelta

from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.danger import danger_in
from hotline.conversations.line import in_language, line
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.append import append
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import emergency_card
from hotline.conversations.states import Author, Risk, StepKind

_AGAIN_AFTER = timedelta(minutes=10)


def heed_danger(conversation: Conversation, text: str) -> Message | None:
    """Where `text` speaks of danger, raise the risk and say the numbers (at most every ten minutes).

    The caller holds the row's lock. Answers the message of the service, or None."""
    kind = danger_in(text)
    if not kind:
        return None
    now = timezone.now()
    conversation.risk = Risk.DANGER
    if conversation.warned_at and now - conversation.warned_at < _AGAIN_AFTER:
        conversation.save(update_fields=["risk"])
        return None
    conversation.warned_at = now
    conversation.save(update_fields=["risk", "warned_at"])
    note_step(conversation, StepKind.DANGER, detail=kind)
    events.wake(conversation.pk, "state")
    language = conversation.language
    return append(conversation, Author.SYSTEM, in_language(line().danger, language), card=emergency_card(language))
