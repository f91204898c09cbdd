"""Cards: what a counsellor sends beside a message. Only links into this site, only what the kind needs.

`page`, `place` (with the number to call), `screening` and `call_back` come from the console and are checked here; the
cards of `emergency`, `handover` and `picture` are made by rooms of ours (`post_message(own_card=…)`).
"""

import re
from typing import Any

from hotline.conversations.errors import BadFrame
from hotline.conversations.text import clean_line

KINDS = frozenset({"page", "place", "emergency", "screening", "call_back"})
_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]{0,300}")
_PHONE = re.compile(r"\+?[0-9][0-9 .]{1,18}")


def clean_card(raw: object) -> dict[str, Any] | None:
    """A card with a kind, a title, a path of this site, for a place perhaps a `phone` and an `address`; None stays
    None. Raises BadFrame."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or raw.get("kind") not in KINDS:
        raise BadFrame
    title, url = clean_line(raw.get("title"), 120), raw.get("url")
    if not title or not isinstance(url, str) or not _PATH.fullmatch(url):
        raise BadFrame
    card = {"kind": raw["kind"], "title": title, "url": url}
    if raw["kind"] == "place":
        phone, address = raw.get("phone"), clean_line(raw.get("address"), 200)
        if phone and (not isinstance(phone, str) or not _PHONE.fullmatch(phone)):
            raise BadFrame
        card |= {name: value for name, value in (("phone", phone), ("address", address)) if value}
    return card
