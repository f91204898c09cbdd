"""AES-256-GCM for stored values.

Layout: version byte 1 · length of the key's name · key's name · 12-byte nonce · ciphertext with 16-byte tag. The
place where the value belongs (`app.Model.field`) is authenticated with it, so that a value moved to another column
does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.privacy import keys

VERSION = 1


class CannotDecrypt(Exception):
    """The stored value was altered, moved, or its key is not in the ring."""


def encrypt(value: bytes, place: str) -> bytes:
    """Seal `value` under the newest key for `place`."""
    name, key = keys.newest()
    label, nonce = name.encode(), os.urandom(12)
    return bytes([VERSION, len(label)]) + label + nonce + AESGCM(key).encrypt(nonce, value, place.encode())


def decrypt(stored: bytes, place: str) -> bytes:
    """Open what `encrypt` sealed for the same place; raises CannotDecrypt."""
    try:
        if stored[0] != VERSION:
            raise CannotDecrypt("unknown version")
        end = 2 + stored[1]
        key = keys.ring()[stored[2:end].decode()]
        return AESGCM(key).decrypt(stored[end : end + 12], stored[end + 12 :], place.encode())
    except (IndexError, KeyError, InvalidTag, UnicodeDecodeError, ValueError) as error:
        raise CannotDecrypt(place) from error
