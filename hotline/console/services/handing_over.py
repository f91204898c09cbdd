"""A prepared way into the registration form, for a person who asked for it.

The wall: the conversation keeps only a random key of 128 bits. What the key leads to, the sealed token with the chosen
answers, lies in a row that names no conversation and is destroyed after two hours; then the key leads nowhere. The form
takes the answers only after the person has seen each of them and agreed, and never learns the key.
"""

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hotline.console.models import HandoverLink
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.post_message import Ack, post_message
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Author, Channel, StepKind
from portal.audit.log import record
from portal.privacy import handover

VALID = timedelta(seconds=handover.VALID_S)


def hand_over(conversation_id: uuid.UUID, user: Any, fields: Mapping[str, str | list[str]]) -> Ack:
    """Send the person a card that opens the form with `fields` (none: the empty form), and note that it happened.

    Raises handover.NotForHandover, NotFound, NotOwner, Closed and what `post_message` raises."""
    with transaction.atomic():
        conversation = lock_for(conversation_id, user)
        path = _prepare(fields) if fields else "/dang-ky/"
        with translation.override(conversation.language):
            title = _("Begin to register")
            body = _("Here is the way to registering that you asked for. You see everything before it is sent.")
            if conversation.channel == Channel.SMS:
                body = f"{_('The link that you asked for (it works for two hours):')} {settings.PUBLIC_URL}{path}"
        card = {"kind": "handover", "title": title, "url": path}
        ack = post_message(conversation_id, Author.COUNSELLOR, str(uuid.uuid4()), body, sender=user, own_card=card)
        note_step(conversation, StepKind.HANDED_OVER, user)
        record(user, "conversation.handover", "conversation", str(conversation_id))
    return ack


def token_of(key: str) -> str:
    """The sealed token behind a link that is not over, else an empty string."""
    link = HandoverLink.objects.filter(key_hash=_hash(key), until__gt=timezone.now()).first()
    return link.token if link else ""


def forget_old(now: datetime | None = None, *, dry_run: bool = False) -> int:
    """Destroy what is over at `now`; answers how many there are or were."""
    over = HandoverLink.objects.filter(until__lte=now or timezone.now())
    return over.count() if dry_run else over.delete()[0]


def _prepare(fields: Mapping[str, str | list[str]]) -> str:
    forget_old()
    key = secrets.token_urlsafe(16)
    HandoverLink.objects.create(key_hash=_hash(key), token=handover.make(fields), until=_quarter_after(timezone.now()))
    with translation.override("vi"):
        return reverse("console_public:to_register", args=[key])


def _quarter_after(now: datetime) -> datetime:
    """When a link made at `now` is destroyed: rounded up, so that the row does not tell the minute of its message."""
    over = now + VALID
    return over.replace(minute=over.minute // 15 * 15, second=0, microsecond=0) + timedelta(minutes=15)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
