"""How an outgoing SMS names the message that it carries."""

from hotline.conversations.models import Message

PREFIX = "hotline.message:"


def reference_of(message: Message) -> str:
    """The outbox's `reference` for `message`."""
    return f"{PREFIX}{message.pk}"


def message_of(reference: str) -> Message | None:
    """The message that `reference` names, if it still exists."""
    key = reference.removeprefix(PREFIX)
    if not reference.startswith(PREFIX) or not key.isdecimal():
        return None
    return Message.objects.filter(pk=int(key)).first()
