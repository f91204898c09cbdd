"""What may stand in a message: cleaned, counted, or refused before it comes near the database."""

import re
import unicodedata
import uuid

from hotline.conversations.errors import BadFrame, TooLong

LIMIT = 2000
"""Characters of one message (contract of the chat protocol)."""

# Control characters except line feed and tab; marks that turn the direction of reading or hide text.
_UNWANTED = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u2060\u200b]")
_STACKED = re.compile("([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")
_INVISIBLE = frozenset("\u3164\u115f\u1160\u200c\u200d\u2800")


def clean_body(raw: object) -> str:
    """The text in NFC without control and direction marks. Raises BadFrame (no text, NUL, nothing to read), TooLong."""
    if not isinstance(raw, str) or "\x00" in raw or any("\ud800" <= sign <= "\udfff" for sign in raw):
        raise BadFrame
    if len(raw) > 4 * LIMIT:
        raise TooLong
    text = _cleaned(raw)
    if not _can_be_read(text):
        raise BadFrame
    if len(text) > LIMIT:
        raise TooLong
    return text


def _cleaned(raw: str) -> str:
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return _STACKED.sub(r"\1", _UNWANTED.sub("", text)).strip()


def _can_be_read(text: str) -> bool:
    return any(not sign.isspace() and sign not in _INVISIBLE for sign in text)


def clean_sms(raw: str) -> str:
    """The words of a text message, of any length: whole, as `clean_body` would clean them; empty where nothing can be
    read. It never refuses, for nobody could write them again."""
    whole = raw.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _cleaned(whole)
    return text if _can_be_read(text) else ""


def clean_line(raw: object, limit: int) -> str:
    """One short line (a nickname): as `clean_body`, cut to `limit`; anything unreadable becomes empty."""
    try:
        return " ".join(clean_body(raw).split())[:limit]
    except (BadFrame, TooLong):
        return ""


def clean_client_id(raw: object) -> uuid.UUID:
    """The sender's own id of a message, a UUID; raises BadFrame."""
    if not isinstance(raw, str) or len(raw) > 45:
        raise BadFrame
    try:
        return uuid.UUID(raw)
    except ValueError as error:
        raise BadFrame from error
