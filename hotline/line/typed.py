"""How words are typed on phones: with marks, without, by Telex or VNI with the keyboard off, and in short spellings.

A typed word becomes one or more readings; a reading is its letters without marks and repeats, and its set of marks. So
"chếtttt", "chet", "cheest" and "che61t" all read as the letters "chet" with no mark more than "chết" has.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from portal.ui.vietnamese import fold

_WORD = re.compile(r"[^\W_]+")
_STOPS = re.compile(r"[.,;:!?…\n\r()\"“”]")
_LONGEST = 12  # a Vietnamese syllable typed by Telex is never longer
STROKE = "đ"
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "6": "\u0302", "7": "\u031b",
        "8": "\u0306", "9": STROKE}  # fmt: skip
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Reading:
    """A word as letters and marks."""

    letters: str
    marks: frozenset[str]

    def fits(self, wanted: "Reading") -> bool:
        """The same letters, and no mark that `wanted` has not: marks may be missing, never others."""
        return self.letters == wanted.letters and self.marks <= wanted.marks


@dataclass(frozen=True)
class Word:
    """One word of a message: where it stands, as typed, its readings; `clause` counts up at each full stop or comma."""

    start: int
    end: int
    typed: str
    clause: int
    readings: tuple[Reading, ...]


def reading(word: str) -> Reading:
    """`word` as it stands."""
    signs = unicodedata.normalize("NFD", word)
    marks = {sign for sign in signs if unicodedata.combining(sign)}
    return Reading(_squeeze(fold(word)), frozenset(marks | ({STROKE} if STROKE in signs else set())))


def words_of(text: str, spelling: Mapping[str, str]) -> tuple[str, list[Word]]:
    """The text in plain letters (what positions count in) and its words; `spelling` says what a short form means."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").lower()
    plain = unicodedata.normalize("NFC", plain)
    stops = [stop.start() for stop in _STOPS.finditer(plain)]
    words, clause = [], 0
    for found in _WORD.finditer(plain):
        while clause < len(stops) and stops[clause] < found.start():
            clause += 1
        typed = found.group()
        meant = spelling.get(typed) or spelling.get(_squeeze(typed)) or typed
        words.append(Word(found.start(), found.end(), meant, clause, _readings(typed, meant)))
    return plain, words


def _readings(typed: str, meant: str) -> tuple[Reading, ...]:
    found = [reading(meant)]
    if meant != typed:
        found.append(reading(typed))
    if typed.isascii() and 2 <= len(typed) <= _LONGEST:
        decoded = _vni(typed) if any(sign.isdigit() for sign in typed) else _telex(typed)
        if decoded and decoded not in found:
            found.append(decoded)
    return tuple(found)


def _telex(word: str) -> Reading | None:
    """What the keys of `word` would have written with Telex on."""
    letters, marks = "", set()
    for sign in word:
        vowels = _VOWELS.intersection(letters)
        if sign in _TELEX_TONES and vowels:
            marks.add(_TELEX_TONES[sign])
        elif sign == "w":
            marks.add("\u0306" if vowels == {"a"} else "\u031b")
            letters += "" if vowels else "u"
        elif sign in "aeo" and sign in letters:
            marks.add("\u0302")
        elif sign == "d" and letters.startswith("d"):
            marks.add(STROKE)
        else:
            letters += sign
    return Reading(_squeeze(letters), frozenset(marks)) if marks else None


def _vni(word: str) -> Reading | None:
    """What the keys of `word` would have written with VNI on."""
    letters = "".join(sign for sign in word if not sign.isdigit())
    marks = {_VNI[sign] for sign in word if sign in _VNI}
    return Reading(_squeeze(letters), frozenset(marks)) if marks and _VOWELS.intersection(letters) else None


def _squeeze(word: str) -> str:
    """The same sign several times running counts once: "chetttt" is "chet"."""
    return "".join(sign for at, sign in enumerate(word) if not at or word[at - 1] != sign)
