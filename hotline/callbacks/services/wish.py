"""A person asks to be called or texted at a time that is safe, or takes the wish back; with or without a conversation.

The number is sealed, looked up by a blind index of its own purpose. Who asks is told nothing about other wishes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.callbacks.notices import tell_kept
from hotline.callbacks.promise import Slot, open_from, promise
from hotline.callbacks.services.forget import wipe
from hotline.callbacks.services.work import end
from hotline.callbacks.states import Kind, Outcome
from hotline.conversations import events
from hotline.conversations.models import Conversation
from hotline.conversations.short_codes import random_code, read_code
from portal.privacy.index import blind_index


@dataclass(frozen=True)
class Wish:
    """What the person typed, checked: `phone` in E.164, `slot` None for "as soon as you can"."""

    kind: Kind
    phone: str
    slot: Slot | None
    say_who: bool
    may_text: bool
    nickname: str
    words: str
    safe: str
    language: str


@dataclass(frozen=True)
class Kept:
    """The code with which the wish can be taken back, and when it will be met."""

    code: str
    task: Task | None


def phone_index(phone: str) -> str:
    """The blind index of a number among tasks; it fits no other table."""
    return blind_index(phone, "hotline.task.phone")


def keep_wish(wish: Wish, conversation: Conversation | None = None) -> Kept:
    """A task for `wish`. More open wishes of one number than the promise allows are not kept beside the others (the
    answer looks the same)."""
    now, code, index = timezone.now(), random_code(), phone_index(wish.phone)
    with transaction.atomic():
        if Task.objects.pending().filter(phone_index=index).count() >= promise().open_per_phone:
            return Kept(code, None)
        task = Task.objects.create(
            kind=wish.kind,
            conversation=conversation,
            nickname=wish.nickname,
            phone=wish.phone,
            phone_index=index,
            words=wish.words,
            safe=wish.safe,
            say_who=wish.say_who,
            may_text=wish.may_text,
            language=wish.language,
            take_back_hash=_hash(code),
            slot_starts_at=wish.slot.starts_at if wish.slot else None,
            slot_ends_at=wish.slot.ends_at if wish.slot else None,
            due_at=wish.slot.starts_at if wish.slot else _soon(now),
        )
        tell_kept(task)
        events.wake_board(queue_moved=False)
    return Kept(code, task)


def take_back(typed: object) -> bool:
    """The person no longer wants to be called: number and words are destroyed at once. False for a wrong code; the
    caller limits how often one may try."""
    code = read_code(typed)
    if not code:
        return False
    with transaction.atomic():
        task = Task.objects.select_for_update().pending().filter(take_back_hash=_hash(code)).first()
        if task is None:
            return False
        end(task, None, Outcome.TAKEN_BACK)
        wipe(task)
    return True


def _soon(now: datetime) -> datetime:
    """As soon as promised, counted from the moment when somebody is there."""
    return open_from(open_from(now) + timedelta(minutes=promise().soon_minutes))


def _hash(code: str) -> str:
    return blind_index(code, "hotline.task.take_back")
