"""Sockets in tests: a communicator that speaks JSON, waits for a frame of a kind, and knows our origin."""

import json
import time
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import sessions
from portal.accounts.models import User

ORIGIN = settings.PUBLIC_URL
VISITOR, STAFF = "/tro-chuyen/ws", "/staff/hotline/ws"


def signed_in(user: User, *, verified: bool = True) -> str:
    """The key of a fresh session of `user`, with or without the second factor."""
    session = SessionStore()
    now = int(time.time())
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = sessions.BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update({sessions.STARTED: now, sessions.SEEN: now, sessions.CONFIRMED: now})
    if verified:
        device = TOTPDevice.objects.create(user=user, confirmed=True)
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return str(session.session_key)


class Socket(ApplicationCommunicator):
    """A socket to the portal as a browser opens it."""

    def __init__(self, path: str, cookie: str = "", origin: str | None = ORIGIN) -> None:
        from portal.asgi import application

        headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", cookie.encode())]
        if origin is not None:
            headers.append((b"origin", origin.encode()))
        scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "subprotocols": []}
        super().__init__(application, scope)

    async def opened(self) -> bool:
        """The handshake; True where the server accepts."""
        await self.send_input({"type": "websocket.connect"})
        event = await self.receive_output(timeout=10)
        return bool(event["type"] == "websocket.accept")

    async def __aenter__(self) -> "Socket":
        assert await self.opened()
        return self

    async def __aexit__(self, *_error: Any) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=5)

    async def send_to(self, text: str | None = None, data: bytes | None = None) -> None:
        await self.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def tell(self, kind: str, **fields: Any) -> None:
        await self.send_to(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    async def hear(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads((await self.receive_output(timeout=10))["text"])
        return frame

    async def hear_a(self, *kinds: str, **fields: Any) -> dict[str, Any]:
        """The next frame of one of `kinds` with these fields; others are let go."""
        while True:
            frame = await self.hear()
            if frame["type"] in kinds and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    async def closed_with(self) -> int:
        """The code with which the server closes; frames before it are let go."""
        while True:
            event = await self.receive_output(timeout=10)
            if event["type"] == "websocket.close":
                return int(event["code"])


def visitor(secret: str, **more: Any) -> Socket:
    """A visitor's socket."""
    return Socket(VISITOR, f"dv_chat={secret}", **more)


def staff(session_key: str, **more: Any) -> Socket:
    """A counsellor's socket."""
    return Socket(STAFF, f"{settings.SESSION_COOKIE_NAME}={session_key}", **more)
