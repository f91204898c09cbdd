"""Counsellors say whether they are there and how many conversations they hold at once."""

from typing import Any

from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.errors import BadFrame
from hotline.conversations.models import CounsellorPresence
from hotline.conversations.states import Presence

MOST = 12
"""More than this nobody can listen to at once."""


def seen(user: Any) -> CounsellorPresence:
    """The heartbeat of an open console."""
    presence, created = CounsellorPresence.objects.get_or_create(user=user)
    returned = not created and timezone.now() - presence.seen_at > CounsellorPresence.ONLINE
    CounsellorPresence.objects.filter(pk=presence.pk).update(seen_at=timezone.now())
    if created or returned:
        events.wake_board()
    return presence


def gone(user: Any) -> None:
    """The last console of `user` was closed."""
    CounsellorPresence.objects.filter(user=user).update(seen_at=timezone.now() - 2 * CounsellorPresence.ONLINE)
    events.wake_board()


def set_presence(user: Any, status: object) -> None:
    """`available`, `busy` or `away`. Raises BadFrame."""
    if status not in Presence.values:
        raise BadFrame
    CounsellorPresence.objects.update_or_create(user=user, defaults={"status": status, "seen_at": timezone.now()})
    events.wake_board()


def set_capacity(user: Any, capacity: object) -> None:
    """How many conversations at once, 1 to 12. Raises BadFrame."""
    if not isinstance(capacity, int) or isinstance(capacity, bool) or not 1 <= capacity <= MOST:
        raise BadFrame
    CounsellorPresence.objects.update_or_create(user=user, defaults={"capacity": capacity, "seen_at": timezone.now()})
    events.wake_board()
