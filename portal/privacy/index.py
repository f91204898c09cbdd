"""Blind index: finds an encrypted value again by exact match without revealing it."""

import hashlib
import hmac

from django.conf import settings


def blind_index(value: str, purpose: str) -> str:
    """HMAC-SHA256 of `value` (normalised by the caller) under INDEX_KEY, bound to `purpose`: 64 hex characters."""
    return hmac.new(settings.INDEX_KEY.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
