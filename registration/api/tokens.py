"""Tokens of clients: 256 random bits, shown once; only the SHA-256 is kept.

A random token of this length needs no slow hash: there is nothing to guess.
"""

import hashlib
import secrets

PREFIX = "dv_"


def new_token() -> str:
    """A fresh token."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored and looked up: 64 hex digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
