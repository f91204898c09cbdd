"""Many conversations at once, written in bulk."""

import secrets

from hotline.conversations.models import Conversation
from hotline.conversations.services.start import hash_of
from hotline.conversations.states import State


def open_conversations(number: int, state: State = State.WAITING) -> list[str]:
    """`number` new web conversations without a word yet; the secrets of their visitors."""
    keys = [secrets.token_urlsafe(32) for _one in range(number)]
    rows = (Conversation(secret_hash=hash_of(key), state=state) for key in keys)
    Conversation.objects.bulk_create(rows, batch_size=2000)
    return keys
