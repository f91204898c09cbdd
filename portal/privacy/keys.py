"""The key ring of the encrypted fields: `FIELD_KEYS=id:base64-32-bytes,…`, newest first."""

import base64
import binascii
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@lru_cache(maxsize=4)
def _parse(text: str) -> dict[str, bytes]:
    ring: dict[str, bytes] = {}
    for entry in text.split(","):
        name, _, encoded = entry.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ImproperlyConfigured(f"FIELD_KEYS: key {name!r} is not base64") from error
        if not name or len(key) != 32:
            raise ImproperlyConfigured(f"FIELD_KEYS: key {name!r} must be named and 32 bytes long")
        ring[name] = key
    return ring


def ring() -> dict[str, bytes]:
    """All keys by name, newest first."""
    return _parse(settings.FIELD_KEYS)


def newest() -> tuple[str, bytes]:
    """Name and bytes of the key that new values are written with."""
    return next(iter(ring().items()))
