"""The respectful-words check: finds words that hurt and offers kinder ones (data/respectful_words.toml).

The law forbids stigma (Law 120/2025/QH15, article 5 clause 11). Matching ignores case and where the tone mark stands
(hoà, hòa) but not the marks themselves: "sạch" is not "sách". Whole words only. A warning, never a wall.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "respectful_words.toml"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Finding:
    """A word that hurts, as found, with better ones and where it is allowed."""

    word: str
    better: str
    where: str


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    allowed: tuple[str, ...]
    better: str
    where: str


def check(text: str) -> list[Finding]:
    """The words in `text` that hurt, in the order in which they stand; each only once."""
    plain = _plain(text)
    hits: dict[str, tuple[int, Finding]] = {}
    for rule in _rules():
        searched = plain
        for phrase in rule.allowed:
            searched = searched.replace(phrase, " " * len(phrase))
        for match in rule.pattern.finditer(searched):
            finding = Finding(_readable(match[0]), rule.better, rule.where)
            hits.setdefault(finding.word, (match.start(), finding))
    return [finding for _start, finding in sorted(hits.values(), key=lambda hit: hit[0])]


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in tomllib.loads(_FILE.read_text("utf-8"))["word"]:
        words = "|".join(re.escape(_plain(word)).replace(r"\ ", r"\s+") for word in row["avoid"])
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        allowed = tuple(_plain(phrase) for phrase in row["allowed"])
        rules.append(_Rule(pattern, allowed, row["better"], row.get("where", "")))
    return tuple(rules)


def _plain(text: str) -> str:
    """Lower case, spaces single, and the tone of each syllable moved behind its last letter."""
    words = []
    for word in unicodedata.normalize("NFD", text.casefold()).split():
        syllables = re.split(r"(\W)", unicodedata.normalize("NFC", word))
        words.append("".join(_tone_last(part) for part in syllables))
    return " ".join(words)


def _tone_last(syllable: str) -> str:
    signs = unicodedata.normalize("NFD", syllable)
    tones = "".join(sign for sign in signs if sign in _TONES)
    letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    return letters + "".join(_TONE_DIGITS[tone] for tone in tones)


# Signs that count as letters stand for the tones, so that word boundaries stay where they were.
_TONE_DIGITS = dict(zip(_TONES, "ʰʲʳʷʸ", strict=True))
_WORDS = {_plain(word): word for row in tomllib.loads(_FILE.read_text("utf-8"))["word"] for word in row["avoid"]}


def _readable(plain: str) -> str:
    return _WORDS.get(" ".join(plain.split()), plain)
