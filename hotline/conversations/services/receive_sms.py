"""A text message becomes part of a conversation: that of this phone, also one just ended, or a new one."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.append import append, lock
from hotline.conversations.services.danger_signs import heed_danger
from hotline.conversations.services.reopen import ended_lately, reopen
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Author, Channel, State, StepKind
from hotline.conversations.text import clean_sms
from portal.privacy.index import blind_index

_NAMESPACE = uuid.UUID("7d1f4c8e-6a55-4d0b-9c1e-2f3a4b5c6d7e")


@dataclass(frozen=True)
class Received:
    """Where the text message went: `opened` with a new conversation, `warning` what the service has to say at once
    (danger), `created` False for a repeat."""

    conversation: Conversation
    message: Message
    opened: bool
    created: bool
    warning: Message | None = None


def phone_index(phone: str) -> str:
    """The blind index of a phone in E.164, for conversations only: it fits no other table."""
    return blind_index(phone, "hotline.conversation.phone")


def key_of(external_id: str) -> uuid.UUID:
    """The client id of the message that an SMS becomes."""
    return uuid.uuid5(_NAMESPACE, external_id)


def receive_sms(phone: str, text: str, *, external_id: str, at: datetime | None = None) -> Received:
    """Append the SMS `text` from `phone` (E.164). `external_id` ("<gateway>:<its id>") makes a repeat harmless.

    Never refuses: a text that cannot be read is stored as such. Call it inside the webhook's transaction."""
    key = key_of(external_id)
    index = phone_index(phone)
    with transaction.atomic():
        with connection.cursor() as cursor:  # one text of one phone at a time
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [index])
        earlier = (
            Message.objects.select_related("conversation")
            .filter(client_id=key, conversation__phone_index=index)
            .first()
        )
        if earlier:
            return Received(earlier.conversation, earlier, opened=False, created=False)
        conversation, opened = _conversation_of(phone, index)
        message = append(conversation, Author.VISITOR, _readable(text), client_id=key, at=at)
        warning = heed_danger(conversation, message.body)
        events.wake_board(queue_moved=conversation.state == State.WAITING)
    return Received(conversation, message, opened=opened, created=True, warning=warning)


def _conversation_of(phone: str, index: str) -> tuple[Conversation, bool]:
    """The live one, locked; one that ended within 72 hours, open again; or a new one, and then True."""
    live = Conversation.objects.live().filter(channel=Channel.SMS, phone_index=index).first()
    if live is not None:
        return lock(live.pk), False
    ended = ended_lately(index, timezone.now())
    if ended is not None:
        return reopen(ended), False
    conversation = Conversation.objects.create(channel=Channel.SMS, phone=phone, phone_index=index)
    note_step(conversation, StepKind.STARTED)
    return conversation, True


def _readable(text: str) -> str:
    """As a message may be, except that nothing is cut: a long SMS of many parts is kept whole, with its lines."""
    return clean_sms(text) or "…"
