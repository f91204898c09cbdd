"""From a socket frame to a dictionary: one JSON object, at most 8 KiB."""

import json
import uuid
from typing import Any

from hotline.conversations.errors import BadFrame, TooLong
from hotline.conversations.text import LIMIT

FRAME_BYTES = 8 * 1024
READ_AT_MOST = 128 * 1024
"""Signs of a frame that is too big up to which it is still read, to say which message it was."""


def decode(text: str | None) -> dict[str, Any]:
    """The frame's object with a text `type`. Raises BadFrame; TooLong where it is a message with too long a body.

    A refused frame's `client_id` is kept on the error, so that the sender learns which message it was."""
    if text is None or len(text) > READ_AT_MOST:  # binary, or not worth the reading
        raise BadFrame
    try:
        frame = json.loads(text, parse_constant=_no_constants)
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame
    if len(text.encode("utf-8", "surrogatepass")) > FRAME_BYTES:
        body = frame.get("body")
        refusal: BadFrame | TooLong = TooLong() if isinstance(body, str) and len(body) > LIMIT else BadFrame()
        refusal.client_id = frame.get("client_id")
        refusal.conversation = frame.get("conversation")
        raise refusal
    return frame


def number_in(frame: dict[str, Any], key: str, most: int = 2**31 - 1) -> int:
    """A whole number from 0 to `most`. Raises BadFrame."""
    value = frame.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadFrame
    return value


def conversation_in(frame: dict[str, Any]) -> uuid.UUID:
    """The conversation that a frame of the console names. Raises BadFrame."""
    value = frame.get("conversation")
    if not isinstance(value, str) or len(value) > 45:
        raise BadFrame
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise BadFrame from error


def _no_constants(name: str) -> None:
    raise ValueError(name)
