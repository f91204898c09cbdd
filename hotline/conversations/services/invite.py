"""Bring a person back to the same conversation on the web: from a text message, another phone, another day.

The text message carries a short code and no word of what was said; the code works for three days.
"""

import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.start import Started, hash_of
from hotline.conversations.short_codes import random_code, read_code
from portal.privacy.index import blind_index

VALID = timedelta(days=3)


def invite(conversation: Conversation) -> str:
    """A new code (8 signs, 40 bits) for `conversation`; an earlier one stops working. Within the caller's transaction
    or its own."""
    code = random_code()
    conversation.invite_hash = _hash(code)
    conversation.invite_until = timezone.now() + VALID
    conversation.save(update_fields=["invite_hash", "invite_until"])
    return code


def new_code(conversation_id: uuid.UUID) -> str:
    """A new code for the person themself, who is in the conversation. Raises NotFound."""
    with transaction.atomic():
        return invite(lock(conversation_id))


def accept_invite(typed: object) -> Started | None:
    """The conversation of a code and a fresh secret for this browser; None for a wrong or old code.

    The caller limits how often one may try."""
    code = read_code(typed)
    if not code:
        return None
    with transaction.atomic():
        valid = Conversation.objects.live().filter(invite_hash=_hash(code), invite_until__gt=timezone.now())
        key = valid.values_list("pk", flat=True).first()
        if key is None:
            return None
        conversation = lock(key)
        secret = secrets.token_urlsafe(32)
        conversation.secret_hash = hash_of(secret)
        conversation.save(update_fields=["secret_hash"])
    return Started(conversation, secret)


def _hash(code: str) -> str:
    return blind_index(code, "hotline.invite")
