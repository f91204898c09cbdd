"""Trouble on the wire: an answer whose connection is cut before it is whole."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Cut(Response):
    """Promises a body and ends without it: the server drops the connection, the client cannot know what happened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head alone."""
        await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"512")]})
