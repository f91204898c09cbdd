"""Seal and open bytes with AES-256-GCM under a ring of keys.

A sealed value reads, byte by byte:

    version (1) · length of the key's id (1) · key id · nonce (12) · ciphertext and tag (n + 16)

The whole header and the caller's `context` (for a model field: app, model and field name) are
authenticated, so that a value neither opens elsewhere nor under a swapped key id. The ring comes
from the setting FIELD_KEYS, newest first: the newest seals, every one opens; `rotation` moves old
values to the newest. Why the row is not part of the context: docs/decisions/0011.
"""

import base64
import binascii
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = 1
KEY_BYTES = 32
LONGEST_IDENT = 10  # a sealed TOTP secret must fit the 80 characters of django-otp's column
NONCE_BYTES = 12
TAG_BYTES = 16


class KeyRingError(ValueError):
    """FIELD_KEYS is not a list of `id:base64 of 32 bytes` with distinct ids."""


class CannotDecrypt(Exception):
    """A sealed value cannot be read; its plaintext is never part of the message."""


class UnknownKey(CannotDecrypt):
    """The value was sealed with a key that is not in the ring (lost, or retired too early)."""


class Tampered(CannotDecrypt):
    """The value, its header or its place is not the one that was sealed."""


@dataclass(frozen=True)
class Key:
    """One key of the ring; `ident` is stored beside every value that it sealed."""

    ident: str
    secret: bytes

    @property
    def header(self) -> bytes:
        """The first bytes of every value sealed with this key."""
        ident = self.ident.encode("ascii")
        return bytes((VERSION, len(ident))) + ident


class KeyRing:
    """Keys, newest first."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = tuple(keys)
        self._by_ident = {key.ident: key for key in self.keys}
        if not self.keys:
            raise KeyRingError("FIELD_KEYS holds no key")
        if len(self._by_ident) != len(self.keys):
            raise KeyRingError("two keys of FIELD_KEYS share an id")

    @property
    def newest(self) -> Key:
        """The key that seals from now on."""
        return self.keys[0]

    def seal(self, plaintext: bytes, context: str) -> bytes:
        """`plaintext` sealed for `context` with the newest key and a fresh random nonce."""
        header = self.newest.header
        nonce = os.urandom(NONCE_BYTES)
        body = AESGCM(self.newest.secret).encrypt(nonce, plaintext, header + context.encode())
        return header + nonce + body

    def open(self, sealed: bytes, context: str) -> bytes:
        """The plaintext of `sealed`; raises UnknownKey or Tampered."""
        ident = key_ident(sealed)
        key = self._by_ident.get(ident)
        if key is None:
            raise UnknownKey(f"sealed with key {ident!r}, which FIELD_KEYS does not hold")
        start = len(key.header)
        nonce, body = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        try:
            return AESGCM(key.secret).decrypt(nonce, body, key.header + context.encode())
        except InvalidTag:
            raise Tampered(f"a value of {context} is not the one that was sealed") from None


def key_ident(sealed: bytes) -> str:
    """Id of the key that sealed the value; raises Tampered when the header makes no sense."""
    if len(sealed) < 2 or sealed[0] != VERSION:
        raise Tampered("not a sealed value of a known version")
    end = 2 + sealed[1]
    if len(sealed) < end + NONCE_BYTES + TAG_BYTES:
        raise Tampered("a sealed value is cut short")
    try:
        return sealed[2:end].decode("ascii")
    except UnicodeDecodeError:
        raise Tampered("the key id of a sealed value is not readable") from None


def parse_keys(text: str) -> KeyRing:
    """The ring of a setting such as `2027:base64…,2026:base64…`; raises KeyRingError."""
    return KeyRing(_parse_key(part.strip()) for part in text.split(",") if part.strip())


def _parse_key(part: str) -> Key:
    ident, _, encoded = part.partition(":")
    if not ident or len(ident) > LONGEST_IDENT or not ident.isascii() or not ident.isprintable():
        raise KeyRingError("a key of FIELD_KEYS has no id of 1–10 plain characters")
    try:
        secret = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise KeyRingError(f"key {ident!r} of FIELD_KEYS is not base64") from None
    if len(secret) != KEY_BYTES:
        raise KeyRingError(f"key {ident!r} of FIELD_KEYS has {len(secret)} bytes instead of {KEY_BYTES}")
    return Key(ident, secret)


def ring() -> KeyRing:
    """The ring of this process's settings."""
    return _cached_ring(settings.FIELD_KEYS)


@lru_cache(maxsize=8)
def _cached_ring(text: str) -> KeyRing:
    return parse_keys(text)
