"""The bare side of `page` and `echo`: a fixed answer and a Channels group echo, without Django's stack.

Served by uvicorn with the options of `manage.py serve`.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django

django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402

PAGE = b"<!doctype html><title>bare</title>" + b"<p>Some words of a page that never changes.</p>" * 400


class Echo(AsyncWebsocketConsumer):
    """Whatever one socket of a path says, all of them hear."""

    async def connect(self) -> None:
        self.group = "bench." + self.scope["path"].strip("/").replace("/", ".")
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send(self.group, {"type": "said", "text": text_data})

    async def said(self, event: dict[str, Any]) -> None:
        """Hand it on."""
        await self.send(event["text"])

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)


_echo: Any = Echo.as_asgi()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """A fixed page, or the echo."""
    if scope["type"] == "websocket":
        await _echo(scope, receive, send)
    elif scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    else:
        headers = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE})
