"""What the service itself says in a conversation, in the person's language."""

from typing import Any

from django.utils import timezone, translation
from django.utils.functional import Promise

from hotline.conversations.first_steps import first_steps
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.append import append
from hotline.conversations.states import Author
from hotline.line.facts import in_language, line


def say(conversation: Conversation, text: str | Promise, card: dict[str, Any] | None = None) -> Message:
    """Append a message of the service; the caller holds the row's lock."""
    with translation.override(conversation.language):
        return append(conversation, Author.SYSTEM, str(text), card=card)


def greet(conversation: Conversation) -> Message:
    """The first message: where the person is and what happens next, open or closed."""
    facts = line()
    texts = facts.greeting if facts.is_open(timezone.now()) else facts.greeting_closed
    return append(conversation, Author.SYSTEM, in_language(texts, conversation.language))


def emergency_card(language: str, kind: str = "") -> dict[str, Any]:
    """The numbers that help at once and the first steps in the danger `kind`, as the card of a message."""
    numbers = [
        {"number": entry.number, "label": in_language(entry.label, language), "free": entry.free}
        for entry in line().numbers
    ]
    return {"kind": "emergency", "numbers": numbers} | first_steps(kind, language)
