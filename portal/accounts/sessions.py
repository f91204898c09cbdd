"""A staff session from the second factor to its end: 30 minutes without a page, 12 hours in all.

Ending a session ends its sockets too: the end is told through the channel layer (`sockets`), on
commit, and the sockets look for themselves every few seconds in case the word is lost.
"""

import hashlib
import time
from collections.abc import Mapping, MutableMapping
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.contrib.auth import login, logout
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django_otp.models import Device

from portal.accounts.events import announce
from portal.accounts.groups import sync_groups
from portal.accounts.models import User

IDLE_S = 30 * 60
TOTAL_S = 12 * 3600
NOTED_EVERY_S = 60  # a write to the database at most once a minute
STARTED, SEEN, CONFIRMED = "started_at", "seen_at", "confirmed_at"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, user: User, device: Device) -> None:
    """Sign `user` in after `device` accepted a code; the session gets a new id."""
    user.otp_device = device  # type: ignore[attr-defined]  # django-otp binds it to the session
    sync_groups(user)
    login(request, user, backend=BACKEND)
    user.is_verified = lambda: True  # type: ignore[attr-defined]  # for the page of this same request
    now = int(time.time())
    request.session.update({STARTED: now, SEEN: now, CONFIRMED: now})
    announce(user, "signed_in", factor=device.model_label())


def end(request: HttpRequest) -> None:
    """Sign out: the session is deleted, its sockets are told."""
    user, key = request.user, request.session.session_key
    if user.is_authenticated:
        announce(user, "signed_out")
    logout(request)
    if key:
        tell(session_group(key))


def end_all_of(user: User) -> None:
    """End every session of `user`, wherever it is open, and their sockets."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
    tell(user_group(user.pk))


def has_lapsed(session: Mapping[str, Any], now: float) -> bool:
    """Whether the session was idle too long, or is too old; a session without a start counts as lapsed."""
    started, seen = session.get(STARTED, 0), session.get(SEEN, 0)
    return now - started >= TOTAL_S or now - seen >= IDLE_S


def note_use(session: MutableMapping[str, Any], now: float) -> bool:
    """Remember that the person is there; whether the session must be saved."""
    if now - session.get(SEEN, 0) < NOTED_EVERY_S:
        return False
    session[SEEN] = int(now)
    return True


def session_group(session_key: str) -> str:
    """The channel group of one session's sockets; the key itself is not spread."""
    return f"staff-session-{hashlib.sha256(session_key.encode()).hexdigest()[:32]}"


def user_group(user_id: int) -> str:
    """The channel group of all sockets of one person."""
    return f"staff-user-{user_id}"


def tell(group: str) -> None:
    """Tell the sockets of `group`, once this transaction is committed, that their session ended."""
    transaction.on_commit(lambda: _send(group), robust=True)


def _send(group: str) -> None:
    layer = get_channel_layer()
    if layer is not None:
        async_to_sync(layer.group_send)(group, {"type": "session.ended"})
