"""The form in which names of places are compared: folded, with punctuation out of the way."""

import re

from portal.ui.vietnamese import fold

_APOSTROPHES = re.compile(r"['’ʼ`]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")


def comparable(text: str) -> str:
    """ "Bà Rịa - Vũng Tàu" -> "ba ria vung tau", "Ea H'Leo" -> "ea hleo", "TP.HCM" -> "tp hcm"."""
    return " ".join(_PUNCTUATION.sub(" ", _APOSTROPHES.sub("", fold(text))).split())
