"""The guard of every act that only the holder of a conversation, or a supervisor, may do."""

import uuid
from typing import Any

from hotline.conversations.errors import Closed, NotFound, NotOwner
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.states import State
from portal.accounts.models import Role


def lock_for(conversation_id: uuid.UUID, actor: Any, *, live: bool = True) -> Conversation:
    """The conversation, locked, where `actor` holds it or supervises. Raises NotFound, NotOwner, Closed."""
    if not Conversation.objects.readable_by(actor).filter(pk=conversation_id).exists():
        raise NotFound
    conversation = lock(conversation_id)
    if live and conversation.state == State.CLOSED:
        raise Closed
    if conversation.counsellor_id != actor.pk and not actor.has_role(Role.SUPERVISOR):
        raise NotOwner
    return conversation
