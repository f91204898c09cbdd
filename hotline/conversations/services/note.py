"""A note among counsellors. It has its own table, so no query for messages can ever send it to the visitor."""

import uuid
from typing import Any

from django.db import transaction

from hotline.conversations import events
from hotline.conversations.errors import NotFound, Taken
from hotline.conversations.models import Conversation, Note
from hotline.conversations.services.append import lock
from hotline.conversations.services.guests import reads_along
from hotline.conversations.services.holder import lock_for
from hotline.conversations.states import State
from hotline.conversations.text import clean_body
from portal.accounts.models import Role
from portal.audit.log import record


def note(conversation_id: uuid.UUID, actor: Any, body: object) -> Note:
    """Add a note, as the holder, a supervisor or a guest. Raises BadFrame, TooLong, NotFound, NotOwner."""
    text = clean_body(body)
    with transaction.atomic():
        readable = Conversation.objects.readable_by(actor).filter(pk=conversation_id).first()
        if readable is not None and reads_along(readable, actor):
            conversation = lock(conversation_id)
        else:
            conversation = lock_for(conversation_id, actor, live=False)
        return keep_note(conversation, actor, text)


def whisper(conversation_id: uuid.UUID, supervisor: Any, body: object) -> Note:
    """A word of the supervisor that only the holder sees.

    Raises BadFrame, TooLong, NotFound, Taken (nobody holds it)."""
    text = clean_body(body)
    if not supervisor.has_role(Role.SUPERVISOR):
        raise NotFound
    with transaction.atomic():
        conversation = lock(conversation_id)
        if conversation.state != State.OPEN or conversation.counsellor_id is None:
            raise Taken
        return keep_note(conversation, supervisor, text, whispered=True)


def keep_note(conversation: Conversation, author: Any, text: str, *, whispered: bool = False) -> Note:
    """Within the caller's transaction and lock; `author` None is the service itself, `text` is clean."""
    written = Note.objects.create(conversation=conversation, author=author, body=text, whisper=whispered)
    action = "conversation.whisper" if whispered else "conversation.note"
    if author is not None:
        record(author, action, "conversation", str(conversation.pk))
    events.wake(conversation.pk, "note")
    return written
