"""Danger words: does a message say that a life may be in danger? The words are data (`data/danger.toml`).

Better once too often than once too seldom: the answer only brings help nearer, it never shuts anything. Words are
compared one by one; a word typed without marks matches its marked form, so "qua lieu" is found like "quá liều".
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.ui.vietnamese import fold

_FILE = Path(__file__).parent / "data" / "danger.toml"
_WORD = re.compile(r"\w+")
_REACH = 2  # how many words before a phrase a "không" still takes it away


@dataclass(frozen=True)
class Phrase:
    """A sign of danger as words with and without marks."""

    kind: str
    marked: tuple[str, ...]
    plain: tuple[str, ...]
    plain_needs: frozenset[str]
    negatable: bool


@cache
def phrases() -> tuple[tuple[Phrase, ...], frozenset[str]]:
    """All phrases of the data file, and the words that negate."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = tuple(
        Phrase(
            kind["name"],
            tuple(_marked(word) for word in _words(entry["words"])),
            tuple(fold(word) for word in _words(entry["words"])),
            frozenset(entry.get("plain_needs", ())),
            entry.get("negatable", True),
        )
        for kind in raw["kind"]
        for entry in kind["phrases"]
    )
    return found, frozenset(raw["negation"]["words"])


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _marked(word: str) -> str:
    """The word with its marks in one order, so that "hoà" and "hòa" are the same."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    signs = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in signs if sign not in tones) + "".join(sign for sign in signs if sign in tones)


def danger_in(text: str) -> str:
    """The kind of danger that `text` speaks of (overdose, suicide, withdrawal, violence), or an empty string."""
    known, negations = phrases()
    words = _words(text)
    marked = [_marked(word) for word in words]
    plain = [fold(word) for word in words]
    for phrase in known:
        for start in range(len(words) - len(phrase.marked) + 1):
            if _matches(phrase, start, words, marked, plain) and not (
                phrase.negatable and negations.intersection(words[max(0, start - _REACH) : start])
            ):
                return phrase.kind
    return ""


def _matches(phrase: Phrase, start: int, words: list[str], marked: list[str], plain: list[str]) -> bool:
    """Whether `phrase` stands at `start`; ambiguous words without marks need company."""
    bare = True
    for offset, (with_marks, without) in enumerate(zip(phrase.marked, phrase.plain, strict=True)):
        at = start + offset
        if marked[at] == with_marks:
            bare = bare and words[at].isascii()
        elif not (words[at].isascii() and words[at] == without):
            return False
    return not (bare and phrase.plain_needs) or not phrase.plain_needs.isdisjoint(plain)
