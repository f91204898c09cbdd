"""The signature of both directions: `X-Signature: t=<unix>,v1=<hex HMAC-SHA256 of "t.body">`, good for five minutes."""

import hashlib
import hmac
import time

HEADER = "X-Signature"
TOLERANCE_S = 300


def sign(body: bytes, key: str, at: float | None = None) -> str:
    """The header's value for `body`."""
    moment = str(int(time.time() if at is None else at))
    return f"t={moment},v1={_digest(moment, body, key)}"


def valid(header: str, body: bytes, key: str) -> bool:
    """Whether `header` signs `body` with `key`, now; never with an empty key."""
    parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
    moment, digest = parts.get("t", ""), parts.get("v1", "")
    if not key or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    fresh = abs(time.time() - int(moment)) <= TOLERANCE_S
    return hmac.compare_digest(digest.encode(), _digest(moment, body, key).encode()) and fresh


def _digest(moment: str, body: bytes, key: str) -> str:
    return hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
