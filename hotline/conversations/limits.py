"""How fast one may write. A lost Valkey never silences a person: the limit then opens."""

import logging
from uuid import UUID

from hotline.conversations.states import Author
from portal.privacy.throttle import allow

MESSAGES_A_MINUTE = {Author.VISITOR: 30, Author.COUNSELLOR: 90}

log = logging.getLogger(__name__)


def may_write(conversation_id: UUID, author: Author) -> bool:
    """Count one message of `author` in this conversation; False above the limit of the minute."""
    try:
        return allow(f"chat.{author.value}", str(conversation_id), MESSAGES_A_MINUTE[author], 60)
    except Exception as error:  # any fault of the broker
        log.warning("rate limit not counted: %s", type(error).__name__)
        return True
