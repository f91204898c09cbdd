"""How an outgoing SMS names the message that it carries, and an incoming one the message that it became."""

from hotline.conversations.models import Conversation, Message
from portal.sms.models import InboundMessage

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


def notice_key(conversation: Conversation, heard: int) -> str:
    """The outbox's key of "you have a new message": one until the person writes again after number `heard`."""
    return f"hotline.notice:{conversation.pk}:{heard}"


def external_id_of(message: InboundMessage) -> str:
    """The name under which an incoming SMS becomes words, once."""
    return f"{message.gateway}:{message.provider_id}"
