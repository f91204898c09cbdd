"""The shapes of the chat protocol (docs/chat-protocol.md), built in one place for all mouths."""

from typing import Any

from django.utils import timezone, translation

from hotline.conversations.errors import Refused
from hotline.conversations.models import Conversation, Message
from hotline.conversations.queries import Place
from hotline.conversations.services.post_message import Ack


def moment(at: Any) -> str:
    """ISO 8601 with offset, in the time zone of the portal."""
    return timezone.localtime(at).isoformat(timespec="milliseconds")


def message_frame(message: Message) -> dict[str, Any]:
    """One message."""
    frame = {
        "type": "message",
        "seq": message.seq,
        "author": message.author,
        "body": message.body,
        "at": moment(message.at),
    }
    return frame | ({"card": message.card} if message.card else {})


def ack_frame(ack: Ack) -> dict[str, Any]:
    """A message is durable."""
    return {"type": "ack", "client_id": str(ack.client_id), "seq": ack.seq, "at": moment(ack.at)}


def welcome_frame(conversation: Conversation, place: Place) -> dict[str, Any]:
    """The answer to `resume`."""
    return {
        "type": "welcome",
        "conversation": str(conversation.pk),
        "state": conversation.state,
        "position": place.position,
        "expected_wait_s": place.expected_wait_s,
        "staffed": place.staffed,
        "last_seq": conversation.last_seq,
        "read": conversation.counsellor_read_seq,
    }


def state_frame(conversation: Conversation) -> dict[str, Any]:
    """The state has changed."""
    frame = {
        "type": "state",
        "conversation": str(conversation.pk),
        "state": conversation.state,
        "last_seq": conversation.last_seq,
    }
    return frame | ({"erased": True} if conversation.erased_at else {})


def position_frame(place: Place) -> dict[str, Any]:
    """The place in the queue has changed."""
    return {
        "type": "position",
        "position": place.position,
        "expected_wait_s": place.expected_wait_s,
        "staffed": place.staffed,
    }


def error_frame(error: Refused, language: str, client_id: object = None) -> dict[str, Any]:
    """A refusal in the reader's language; `client_id` where it concerns one message."""
    with translation.override(language):
        frame = {"type": "error", "code": error.code, "detail": str(error.detail)}
    return frame | ({"client_id": client_id[:64]} if isinstance(client_id, str) else {})
