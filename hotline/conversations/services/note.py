"""A note among counsellors. It has its own table, so no query for messages can ever send it to the visitor."""

import uuid
from typing import Any

from django.db import transaction

from hotline.conversations import events
from hotline.conversations.models import Note
from hotline.conversations.services.holder import lock_for
from hotline.conversations.text import clean_body
from portal.audit.log import record


def note(conversation_id: uuid.UUID, actor: Any, body: object) -> Note:
    """Add a note. Raises BadFrame, TooLong, NotFound, NotOwner."""
    text = clean_body(body)
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor, live=False)
        written = Note.objects.create(conversation=conversation, author=actor, body=text)
        record(actor, "conversation.note", "conversation", str(conversation_id))
        events.wake(conversation.pk, "note")
    return written
