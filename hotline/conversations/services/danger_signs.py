"""A life may be in danger: raise the risk, move it to the front, show the numbers and the first steps (honest help
first). Known from danger words in a message, or from the topic with which the person began."""

from datetime import timedelta

from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.append import append
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import emergency_card
from hotline.conversations.states import Author, Risk, StepKind
from hotline.line.danger import danger_in
from hotline.line.facts import in_language, line

BY_TOPIC = "topic"
"""The kind of danger of whoever began with "someone is in danger now"."""
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
    return _warn(conversation, kind)


def begin_in_danger(conversation: Conversation) -> Message:
    """The person began with the emergency topic: to the front, numbers and first steps at once. What they then write
    may still name the danger, and gets its own steps. The caller holds the row's lock."""
    conversation.risk = Risk.DANGER
    conversation.save(update_fields=["risk"])
    return _warn(conversation, BY_TOPIC)


def _warn(conversation: Conversation, kind: str) -> Message:
    note_step(conversation, StepKind.DANGER, detail=kind)
    events.wake(conversation.pk, "state")
    language = conversation.language
    card = emergency_card(language, kind)
    return append(conversation, Author.SYSTEM, in_language(line().danger, language), card=card)
