"""Begin a web conversation: no name, no account, only a random secret that stays in the person's browser."""

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction

from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.services.danger_signs import begin_in_danger
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import greet
from hotline.conversations.states import Channel, StepKind, Topic
from hotline.conversations.text import clean_line


@dataclass(frozen=True)
class Started:
    """The new conversation and the secret (256 bits) of which only the hash is kept."""

    conversation: Conversation
    secret: str


def hash_of(secret: str) -> str:
    """The stored form of a visitor's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def start(
    *,
    topic: object = "",
    nickname: object = "",
    province: object = "",
    language: str = "vi",
    earlier: Conversation | None = None,
) -> Started:
    """Open a conversation that waits. Whatever cannot be read in the three optional answers counts as not given:
    nobody is turned away by a form. `earlier` is the ended one whose secret the same browser still shows."""
    secret = secrets.token_urlsafe(32)
    code = province if isinstance(province, str) and len(province) == 2 and province.isdecimal() else ""
    with transaction.atomic():
        conversation = Conversation.objects.create(
            channel=Channel.WEB,
            topic=topic if topic in Topic.values else Topic.OTHER,
            nickname=clean_line(nickname, 40),
            province_code=code,
            language=language if language in {"vi", "en"} else "vi",
            secret_hash=hash_of(secret),
            browser_key=_browser_key(earlier),
        )
        note_step(conversation, StepKind.STARTED)
        if conversation.topic == Topic.EMERGENCY:
            begin_in_danger(conversation)
        else:
            greet(conversation)
        events.wake_board()
    return Started(conversation, secret)


def _browser_key(earlier: Conversation | None) -> str:
    """What the conversations of one browser share; an erased one shares nothing any more."""
    if earlier is None or earlier.channel != Channel.WEB or earlier.erased_at is not None:
        return ""
    if not earlier.browser_key:
        earlier.browser_key = secrets.token_hex(16)
        earlier.save(update_fields=["browser_key"])
    return earlier.browser_key


def find_by_secret(secret: str | None) -> Conversation | None:
    """The conversation whose secret this is; None also for an erased one."""
    if not secret or len(secret) > 100:
        return None
    return Conversation.objects.filter(secret_hash=hash_of(secret), erased_at__isnull=True).first()
