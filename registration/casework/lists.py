"""The lists that officers choose from: reasons and missing parts, kept as data in `data/lists.toml`.

Life has more reasons than a list: an officer's own words are taken too. Being free words they are only kept sealed;
counts and the audit log know them as `other`.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).parent / "data" / "lists.toml"
OTHER = "other"
OWN_WORDS_LIMIT = 200


@dataclass(frozen=True)
class Entry:
    """One choice: key, words in both languages, and for a reason of "not here" the usual next step."""

    key: str
    vi: str
    en: str
    next_vi: str = ""
    next_en: str = ""
    fields: Sequence[str] = ()
    """Of a missing part: the entries of the dossier that an answer may put right itself (text, contract §4)."""

    @property
    def words(self) -> str:
        """In the language of the page."""
        return self.en if (get_language() or "").startswith("en") else self.vi

    @property
    def next_step(self) -> str:
        return self.next_en if (get_language() or "").startswith("en") else self.next_vi


@cache
def entries(name: str) -> dict[str, Entry]:
    """The list `not_eligible`, `missing`, `stopped` or `postponed`, by key, in its order."""
    return {row["key"]: Entry(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))[name]}


def words(name: str, key: str) -> str:
    """The words of a key in the page's language; the key itself where the list no longer has it."""
    entry = entries(name).get(key)
    return entry.words if entry else key


def key_and_words(name: str, answer: str) -> tuple[str, str]:
    """A known key without words of its own, or `other` with the officer's own words."""
    return (answer, "") if answer in entries(name) else (OTHER, answer)


def choices(name: str) -> list[tuple[str, str]]:
    """For a form field: (key, words) in the page's language."""
    return [(entry.key, entry.words) for entry in entries(name).values()]
