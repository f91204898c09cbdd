"""Staff behind a socket: are they still signed in, and out within five seconds when not?

A consumer mixes in `StaffSocket`, calls `enter()` first and `leave()` at the end:

    class Console(StaffSocket, AsyncJsonWebsocketConsumer):
        async def connect(self):
            user = await self.enter()          # None: already refused with 4401
            if user is not None:
                await self.accept()
        async def disconnect(self, code):
            await self.leave()

The end of a session arrives as a group message; since the channel layer may lose it, the socket
also looks for itself every `LOOK_EVERY_S`. `user_of` reads the database anew each time, so a
changed posting or a deactivation counts at once.
"""

import asyncio
import contextlib
import time
from importlib import import_module
from typing import Any, cast

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from portal.accounts import sessions
from portal.accounts.models import User

NOT_SIGNED_IN = 4401
LOOK_EVERY_S = 4.0


def signed_in_user(session_key: str | None) -> User | None:
    """The person whose session is signed in, verified by a second factor, fresh and not ended."""
    if not session_key:
        return None
    data = _store(session_key).load()
    user = User.objects.filter(pk=str(data[SESSION_KEY]), is_active=True).first() if SESSION_KEY in data else None
    if user is None or not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    device = Device.from_persistent_id(data.get(DEVICE_ID_SESSION_KEY) or "")
    if device is None or device.user_id != user.pk or not device.confirmed:
        return None
    return None if sessions.has_lapsed(data, time.time()) else user


async def user_of(scope: dict[str, Any]) -> User | None:
    """The signed-in and verified person behind a socket's scope, as the database knows it now."""
    return await database_sync_to_async(signed_in_user)(session_key(scope))


async def note_use(scope: dict[str, Any]) -> None:
    """Keep the session awake because the person did something (not because a ping came)."""
    await database_sync_to_async(_note_use)(session_key(scope))


def session_key(scope: dict[str, Any]) -> str | None:
    """The session key that the browser sent with the socket."""
    return scope.get("cookies", {}).get(settings.SESSION_COOKIE_NAME)


class StaffSocket:
    """Mixin for consumers of staff sockets (see the module's head)."""

    scope: dict[str, Any]
    channel_layer: Any
    channel_name: str
    _watch: "asyncio.Task[None] | None" = None
    _groups: tuple[str, ...] = ()

    async def enter(self) -> User | None:
        """The person, with the watch begun; or None after refusing with 4401."""
        user = await user_of(self.scope)
        if user is None:
            await self.refuse()
            return None
        key = session_key(self.scope) or ""
        self._groups = (sessions.user_group(user.pk), sessions.session_group(key))
        for group in self._groups:
            await self.channel_layer.group_add(group, self.channel_name)
        self._watch = asyncio.create_task(self._look())
        return user

    async def leave(self) -> None:
        """End the watch; call it from `disconnect`."""
        if self._watch is not None and self._watch is not asyncio.current_task():
            self._watch.cancel()
        for group in self._groups:
            with contextlib.suppress(Exception):  # the layer may be gone; the socket is closing anyway
                await self.channel_layer.group_discard(group, self.channel_name)

    async def session_ended(self, event: dict[str, Any]) -> None:
        """The word from the channel layer. It may be of another session: the database decides."""
        if await user_of(self.scope) is None:
            await self.refuse()

    async def refuse(self) -> None:
        """Close with "not signed in"."""
        await cast(Any, self).close(code=NOT_SIGNED_IN)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                gone = await user_of(self.scope) is None
            except Exception:  # noqa: S112  # the database is away for a moment: look again
                continue
            if gone:
                await self.refuse()
                return


def _store(key: str) -> SessionStore:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def _note_use(key: str | None) -> None:
    if not key:
        return
    store = _store(key)
    if SESSION_KEY in store and sessions.note_use(cast(Any, store), time.time()):
        with contextlib.suppress(UpdateError):  # signed out in the meantime: must not come back to life
            store.save(must_create=False)
