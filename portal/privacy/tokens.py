"""Sealed, short-lived tokens: what one page hands to another through the person's own browser.

A token carries a small JSON object, is bound to one purpose, and ages. It is sealed, not merely
signed (see `cipher`): a link in a browser's history tells nobody what it carries.
"""

import base64
import binascii
import json
import time
from typing import Any

from portal.privacy.cipher import CannotDecrypt, ring

FUTURE_TOLERANCE_S = 60  # clocks of two servers may differ a little


class BadToken(Exception):
    """The token is forged, cut, of another purpose, or too old; one answer for all."""


def sign(payload: dict[str, Any], purpose: str) -> str:
    """A URL-safe token that carries `payload` (JSON values) for `purpose`."""
    body = json.dumps({"at": int(time.time()), "p": payload}, separators=(",", ":"))
    return base64.urlsafe_b64encode(ring().seal(body.encode(), _context(purpose))).rstrip(b"=").decode()


def read(token: str, purpose: str, max_age_s: int) -> dict[str, Any]:
    """The payload of a token not older than `max_age_s` seconds; raises BadToken."""
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        body = json.loads(ring().open(sealed, _context(purpose)))
        age, payload = time.time() - body["at"], body["p"]
    except (CannotDecrypt, binascii.Error, ValueError, KeyError, TypeError):
        raise BadToken("not a token of ours") from None
    if not -FUTURE_TOLERANCE_S <= age <= max_age_s or not isinstance(payload, dict):
        raise BadToken("the token is too old")
    return payload


def _context(purpose: str) -> str:
    return f"token:{purpose}"
