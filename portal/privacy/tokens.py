"""Signed, short-lived tokens that a person's browser carries; they hold chosen fields, never a secret."""

from typing import Any

from django.core import signing


class BadToken(Exception):
    """The token was altered, is too old, or serves another purpose."""


def sign(payload: dict[str, Any], purpose: str) -> str:
    """A URL-safe token of `payload` that only `read` with the same purpose accepts."""
    return signing.dumps(payload, salt=f"duong-ve.{purpose}", compress=True)


def read(token: str, purpose: str, max_age_s: int) -> dict[str, Any]:
    """The payload of a token not older than `max_age_s` seconds; raises BadToken."""
    try:
        payload: dict[str, Any] = signing.loads(token, salt=f"duong-ve.{purpose}", max_age=max_age_s)
        return payload
    except signing.BadSignature as error:
        raise BadToken from error
