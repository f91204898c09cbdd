"""Cards: a page, a place or the emergency numbers beside a message. Only links into this site."""

import re
from typing import Any

from hotline.conversations.errors import BadFrame
from hotline.conversations.text import clean_line

KINDS = frozenset({"page", "place", "emergency"})
_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]{0,300}")


def clean_card(raw: object) -> dict[str, Any] | None:
    """A card with a kind, a title and a path of this site; None stays None. Raises BadFrame."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or raw.get("kind") not in KINDS:
        raise BadFrame
    title, url = clean_line(raw.get("title"), 120), raw.get("url")
    if not title or not isinstance(url, str) or not _PATH.fullmatch(url):
        raise BadFrame
    return {"kind": raw["kind"], "title": title, "url": url}
