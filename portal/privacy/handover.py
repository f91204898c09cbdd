"""A counsellor's link into the registration form: chosen answers, sealed, short-lived, for one use.

The hotline makes it (`make`), the form reads it (`read`); neither room knows the other. It carries only fields of the
form that have no room for words of a conversation, and neither the conversation's number nor anything that leads to
it. The person sees every answer and agrees before one of them is taken; the form remembers `ident` so that the link
works once. Example: `settings.PUBLIC_URL + "/dang-ky/?tu=" + handover.make({"residence_ward": "00070"})`.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from portal.privacy import tokens
from portal.privacy.tokens import BadToken

__all__ = ["FIELDS", "VALID_S", "BadToken", "Handover", "NotForHandover", "make", "read"]

PURPOSE = "handover"
VALID_S = 2 * 3600
LONGEST_VALUE = 200
MOST_VALUES = 12
LONGEST_TOKEN = 1800  # a link that every phone and messenger carries whole

# Answers of the public form that may be handed over: closed questions and plain facts, no free words, no consent.
FIELDS = frozenset(
    {
        "writer",
        "determination_result",
        "determination_facility",
        "determination_date",
        "full_name",
        "date_of_birth",
        "sex",
        "residence_province",
        "residence_ward",
        "residence_stable",
        "phone",
        "phone_shared",
        "contact_consent",
        "substances",
        "routes",
        "first_used_year",
        "substitution_status",
        "earlier_voluntary_count",
        "intended_place",
        "preferred_facility",
        "support_needs",
    }
)

Value = str | list[str]


class NotForHandover(ValueError):
    """A field or value that no link may carry (a bug of the caller)."""


@dataclass(frozen=True)
class Handover:
    """What a link carries; `ident` names this link alone."""

    ident: str
    fields: dict[str, Value]


def make(fields: Mapping[str, Value]) -> str:
    """A sealed token for `?tu=`. Raises NotForHandover for anything beyond the chosen fields, or too much of it."""
    for name, value in fields.items():
        if name not in FIELDS or not _fits(value):
            raise NotForHandover(name)
    token = tokens.sign({"id": secrets.token_hex(16), "fields": dict(fields)}, PURPOSE)
    if not fields or len(token) > LONGEST_TOKEN:
        raise NotForHandover("nothing, or more than a link holds")
    return token


def read(token: str, valid_s: int = VALID_S) -> Handover:
    """The answers of a token not older than `valid_s` seconds. Raises BadToken."""
    if len(token) > LONGEST_TOKEN:
        raise BadToken("not a token of ours")
    payload = tokens.read(token, PURPOSE, valid_s)
    ident, fields = payload.get("id"), payload.get("fields")
    if not isinstance(ident, str) or not isinstance(fields, dict):
        raise BadToken("not a handover")
    return Handover(ident, {name: value for name, value in fields.items() if name in FIELDS and _fits(value)})


def _fits(value: object) -> bool:
    if isinstance(value, list):
        return 0 < len(value) <= MOST_VALUES and all(isinstance(one, str) and _fits(one) for one in value)
    return isinstance(value, str) and 0 < len(value) <= LONGEST_VALUE
