"""How many SMS a text becomes: GSM-7 or UCS-2, one part or joined parts.

GSM-7 (3GPP TS 23.038): 160 septets alone, 153 each when joined; characters of the extension table count two and are
never cut. Any other character makes the whole text UCS-2: 70 units of UTF-16 alone, 67 joined; a surrogate pair is
never cut. Nearly every Vietnamese sentence with diacritics is UCS-2.
"""

from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

MAX_CHARACTERS = 1600  # Twilio refuses a longer body (21617)


@dataclass(frozen=True)
class Size:
    """The encoding (`GSM-7` or `UCS-2`), its units, and the number of messages charged."""

    encoding: str
    units: int
    segments: int


def is_gsm7(text: str) -> bool:
    """Whether every character has a place in GSM-7 or its extension table."""
    return all(char in BASIC or char in EXTENSION for char in text)


def measure(text: str) -> Size:
    """Encoding, units and segments of `text`; an empty text is one segment."""
    if is_gsm7(text):
        return _size("GSM-7", [2 if char in EXTENSION else 1 for char in text], alone=160, joined=153)
    return _size("UCS-2", [2 if ord(char) > 0xFFFF else 1 for char in text], alone=70, joined=67)


def count(text: str) -> int:
    """Number of segments of `text`."""
    return measure(text).segments


def split(text: str, limit: int = MAX_CHARACTERS) -> list[str]:
    """`text` in parts of at most `limit` characters, cut at white space where there is any in the last third."""
    parts = []
    rest = text.strip()
    while len(rest) > limit:
        at = max(rest.rfind(" ", 0, limit + 1), rest.rfind("\n", 0, limit + 1))
        at = at if at > limit * 2 // 3 else limit
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts


def _size(encoding: str, widths: Iterable[int], *, alone: int, joined: int) -> Size:
    widths = list(widths)
    units = sum(widths)
    if units <= alone:
        return Size(encoding, units, 1)
    segments, used = 1, 0
    for width in widths:
        if used + width > joined:
            segments, used = segments + 1, 0
        used += width
    return Size(encoding, units, segments)
