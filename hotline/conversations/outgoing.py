"""Who carries a counsellor's words to a person who wrote by text message (filled in by `hotline.sms`)."""

from collections.abc import Callable

from hotline.conversations.models import Conversation, Message

Carrier = Callable[[Conversation, Message], None]
_carriers: list[Carrier] = []


def register(carrier: Carrier) -> None:
    """Call `carrier(conversation, message)` for every counsellor's message of an SMS conversation, inside the
    transaction that stores it: what it enqueues lives and dies with the message."""
    if carrier not in _carriers:
        _carriers.append(carrier)


def deliver(conversation: Conversation, message: Message) -> None:
    """Hand `message` to every carrier."""
    for carrier in _carriers:
        carrier(conversation, message)
