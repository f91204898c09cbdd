"""The holder tries words again that surely did not arrive as SMS. Pressed twice it is one attempt."""

import uuid
from typing import Any

from django.db import transaction

from hotline.conversations import events
from hotline.conversations.errors import NotFound
from hotline.conversations.services.holder import lock_for
from hotline.conversations.states import Author
from hotline.sms.references import reference_of
from portal.audit.log import record
from portal.sms import outbox


def retry(conversation_id: uuid.UUID, seq: int, actor: Any) -> int:
    """How many texts go out again for the words number `seq`. Raises NotFound, NotOwner, Closed."""
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        message = conversation.messages.filter(seq=seq, author=Author.COUNSELLOR).first()
        if message is None:
            raise NotFound
        made = outbox.try_again(reference_of(message))
        if made:
            record(actor, "conversation.sms_retry", "conversation", str(conversation_id))
        events.wake(conversation_id, "delivery", seq=seq)
    return made
