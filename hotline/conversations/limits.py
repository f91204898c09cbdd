"""How fast one may write. A lost Valkey never silences a person: the limit then opens."""

from uuid import UUID

from hotline.conversations.states import Author
from portal.privacy.throttle import allow

MESSAGES_A_MINUTE = {Author.VISITOR: 30, Author.COUNSELLOR: 90}


def may_write(conversation_id: UUID, author: Author) -> bool:
    """Count one message of `author` in this conversation; False above the limit of the minute."""
    return allow(f"chat.{author.value}", str(conversation_id), MESSAGES_A_MINUTE[author], 60, on_outage="permit")
