"""One message, from whichever mouth: stored exactly once, numbered without gaps, acknowledged only after commit."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations import events, outgoing
from hotline.conversations.cards import clean_card
from hotline.conversations.errors import BadFrame, Blocked, Closed, NotOwner, TooFast
from hotline.conversations.limits import may_write
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.append import append, lock
from hotline.conversations.services.danger_signs import heed_danger
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Author, Channel, State, StepKind
from hotline.conversations.text import clean_body, clean_client_id


@dataclass(frozen=True)
class Ack:
    """The durable place of a message; `created` is False for a repeat."""

    client_id: uuid.UUID
    seq: int
    at: datetime
    created: bool


def post_message(
    conversation_id: uuid.UUID,
    author: Author,
    client_id: object,
    body: object,
    *,
    sender: Any = None,
    card: object = None,
    own_card: dict[str, Any] | None = None,
) -> Ack:
    """Store one message of the visitor, or of the counsellor `sender` who holds the conversation.

    `card` is what a counsellor attached and is checked; `own_card` is made by a room of ours and taken as it is.

    Raises BadFrame, TooLong, TooFast (30 a minute), Closed, Blocked, NotOwner, NotFound. The same `client_id` with
    the same words answers the same place again; with other words it is a BadFrame.
    """
    text, key, extra = clean_body(body), clean_client_id(client_id), own_card or clean_card(card)
    if earlier := _earlier(conversation_id, author, key, text):
        return earlier
    if not may_write(conversation_id, author):
        raise TooFast
    with transaction.atomic():
        conversation = lock(conversation_id)
        if earlier := _earlier(conversation_id, author, key, text):
            return earlier
        _guard(conversation, author, sender)
        message = append(conversation, author, text, client_id=key, sender=sender, card=extra)
        if author == Author.VISITOR:
            before = conversation.risk
            heed_danger(conversation, text)
            events.wake_board(queue_moved=conversation.risk != before)
        else:
            _answered(conversation, message)
    return Ack(key, message.seq, message.at, created=True)


def _earlier(conversation_id: uuid.UUID, author: Author, key: uuid.UUID, text: str) -> Ack | None:
    message = Message.objects.filter(conversation_id=conversation_id, client_id=key).first()
    if message is None:
        return None
    if message.author != author or message.body != text:
        raise BadFrame
    return Ack(key, message.seq, message.at, created=False)


def _guard(conversation: Conversation, author: Author, sender: Any) -> None:
    """The row is locked: may `author` still write here?"""
    if conversation.state == State.CLOSED:
        raise Closed
    if author == Author.VISITOR and conversation.blocked:
        raise Blocked
    if author == Author.COUNSELLOR and (sender is None or conversation.counsellor_id != sender.pk):
        raise NotOwner


def _answered(conversation: Conversation, message: Message) -> None:
    """A counsellor's words: note the first answer; a text message leaves in this same transaction."""
    conversation.counsellor_read_seq = message.seq
    fields = ["counsellor_read_seq"]
    first = conversation.first_answer_at is None
    if first:
        conversation.first_answer_at = timezone.now()
        fields.append("first_answer_at")
    conversation.save(update_fields=fields)
    if first:
        note_step(conversation, StepKind.ANSWERED, message.sender)
    events.wake(conversation.pk, "read", author=Author.COUNSELLOR.value, seq=message.seq)
    if conversation.channel == Channel.SMS or conversation.phone:  # or a web chat that asked to be told
        outgoing.deliver(conversation, message)
