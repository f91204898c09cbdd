"""The gateway's own making of the signature, apart from the portal's, so that the two are held against each other."""

import hmac
import time

HEADER = "X-Signature"


def sign(body: bytes, key: str) -> str:
    """`t=<unix>,v1=<hex HMAC-SHA256 of "t.body">`"""
    moment = int(time.time())
    return f"t={moment},v1={_code(moment, body, key)}"


def valid(header: str, body: bytes, key: str) -> bool:
    """Whether `header` signs `body` and is not older than five minutes."""
    try:
        moment, code = (part.split("=", 1)[1] for part in header.split(","))
        fresh = abs(time.time() - int(moment)) <= 300
    except (ValueError, IndexError):
        return False
    return fresh and hmac.compare_digest(code, _code(int(moment), body, key))


def _code(moment: int, body: bytes, key: str) -> str:
    return hmac.digest(key.encode(), f"{moment}.".encode() + body, "sha256").hex()
