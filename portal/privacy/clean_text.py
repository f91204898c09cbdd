"""What a person may type: one clean, composed line (or several), or an exact reason why not.

Text is composed (NFC), invisible marks are dropped, spaces squeezed. Control characters, broken encodings and direction
overrides are refused with a reason, never silently changed; pictures (emoji) only where they harm nobody.
"""

import unicodedata
from typing import Any

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u2060\ufeff\u00ad\u180e\u3164\u115f\u1160\uffa0"))
DIRECTION = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PICTURE_JOINTS = set("\u200d\ufe0f\u20e3")
MAX_MARKS = 3  # combining marks in a row after composing; Vietnamese needs at most two


class BadText(ValueError):
    """The text cannot be taken as it is; `reason` is `encoding`, `control`, `picture` or `marks`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _is_picture(char: str) -> bool:
    return char in PICTURE_JOINTS or (unicodedata.category(char) in {"So", "Sk", "Co", "Cn"} and char not in "`^´¨¯¸°")


def _check(text: str, pictures: bool) -> None:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if char == "\ufffd" or category == "Cs":
            raise BadText("encoding")
        if char in DIRECTION or (category == "Cc" and char not in "\n\t"):
            raise BadText("control")
        if marks > MAX_MARKS:
            raise BadText("marks")
        if not pictures and _is_picture(char):
            raise BadText("picture")


def lines(text: str, *, pictures: bool = True) -> str:
    """Several lines of free words, trimmed; raises BadText."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE)
    text = unicodedata.normalize("NFC", text)
    _check(text, pictures)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def line(text: str, *, pictures: bool = False) -> str:
    """One line, spaces squeezed; raises BadText."""
    return " ".join(lines(text, pictures=pictures).split())


def plain_digits(text: str) -> str:
    """Full-width and other writing systems' digits as 0-9, so that a pasted number is understood."""
    return "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in text)


def showable(value: Any) -> Any:
    """A refused value as it can be shown again: the same words without what no browser can display."""
    if isinstance(value, list):
        return [showable(one) for one in value]
    return "".join(
        char
        for char in str(value)
        if char in "\n\t" or (unicodedata.category(char) not in {"Cc", "Cs"} and char not in DIRECTION)
    )
