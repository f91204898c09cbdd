"""The sentences of the rule file: read, and filled with the numbers of the same version, so nothing is written twice.

The names that a sentence may use: deadlines and lengths by their key ({decision}, {treatment_first}), offices
({receiving_body}), ages ({age_adult}), forms ({form_decision}), stages ({stage_reception}, {reception_at_most}), money
({home_support}), counts ({stages_all}) and numbers to call ({call_ambulance}).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from .conditions import CONDITIONS
from .model import Certainty, Chapter, Effect, Lang, Named, Sentence
from .tables import RulesError, Table
from .wording import amount_words, fill


class Reader(Protocol):
    """What the sentences need of the one who reads the file."""

    checked_on: date

    def cited(self, table: Table) -> tuple[str, Certainty]: ...

    def mine(self, table: Table) -> bool: ...


class Plain(NamedTuple):
    """The tables of plain values: years, numbers, telephone numbers, and money in words."""

    ages: Mapping[str, int]
    counts: Mapping[str, int]
    calls: Mapping[str, str]
    money: Mapping[Lang, Mapping[str, str]]


def values_for(lang: Lang, parts: Mapping[str, Any], offices: Mapping[str, Named], plain: Plain) -> dict[str, str]:
    """Every name that a sentence may use in that language, with its words. A name used twice is a mistake."""
    groups: list[dict[str, str]] = [
        {key: office.name(lang) for key, office in offices.items()},
        {key: amount_words(one.amount.number, one.amount.unit, lang) for key, one in parts["deadlines"].items()},
        {key: amount_words(one.number, one.unit, lang, one.at_least) for key, one in parts["lengths"].items()},
        {f"form_{key}": form.label(lang) for key, form in parts["official_forms"].items()},
        {f"age_{key}": str(years) for key, years in plain.ages.items()},
        {f"call_{key}": number for key, number in plain.calls.items()},
        {f"stage_{one.key}": f"{one.number}. {one.name(lang)}" for one in parts["stages"]},
        {f"{one.key}_{name}": amount_words(span.number, span.unit, lang)
         for one in parts["stages"] for name in ("at_least", "at_most") if (span := getattr(one, name))},
        {key: str(number) for key, number in plain.counts.items()},
        dict(plain.money[lang]),
    ]  # fmt: skip
    values: dict[str, str] = {}
    for group in groups:
        twice = values.keys() & group.keys()
        if twice:
            raise RulesError(f"two tables fill the same name: {', '.join(sorted(twice))}")
        values |= group
    return values


class Sentences:
    """Reads the citizen's sentences of one version."""

    def __init__(self, reader: Reader, values: Mapping[Lang, Mapping[str, str]]) -> None:
        self.reader = reader
        self.values = values

    def list_of(self, tables: Iterable[Table]) -> tuple[Sentence, ...]:
        """The sentences of this version, in the file's order."""
        found = []
        for table in tables:
            mine = self.reader.mine(table)
            sentence = self._sentence(table, check=mine)
            if mine:
                found.append(sentence)
        return tuple(found)

    def chapters(self, tables: Iterable[Table]) -> tuple[Chapter, ...]:
        """The sections of this version, in the file's order."""
        found = []
        for table in tables:
            mine = self.reader.mine(table)
            lines = tuple(self._sentence(line, check=mine) for line in table.tables("lines"))
            chapter = Chapter(table.get("key", str), self._words(table), lines)
            table.close()
            if mine:
                found.append(chapter)
        return tuple(found)

    def outcomes(self, table: Table) -> dict[str, Sentence]:
        """The outcomes of the wizard that this version knows, by key."""
        found = {}
        for key, entry in table.items():
            mine = self.reader.mine(entry)
            effect = entry.get("effect", str)
            if effect not in list(Effect):
                raise RulesError(f"{entry.place}.effect: must be one of {', '.join(Effect)}")
            sentence = self._sentence(entry, check=mine, key=key, effect=Effect(effect))
            if mine:
                found[key] = sentence
        return found

    def _sentence(self, table: Table, *, check: bool, key: str = "", effect: Effect | None = None) -> Sentence:
        article, certainty = self.reader.cited(table)
        when = table.words("when", [])
        unknown = [name for name in when if name not in CONDITIONS]
        if unknown:
            raise RulesError(f"{table.place}.when: unknown condition {', '.join(unknown)}")
        words = self._words(table)
        if check:
            self._check_filled(table, words)
        checked_on = table.get("checked_on", date, self.reader.checked_on)
        sentence = Sentence(key or table.get("key", str), words, article, checked_on, certainty, when, effect)
        table.close()
        return sentence

    @staticmethod
    def _words(table: Table) -> dict[Lang, str]:
        return {"vi": table.get("vi", str), "en": table.get("en", str)}

    def _check_filled(self, table: Table, words: Mapping[Lang, str]) -> None:
        for lang, text in words.items():
            try:
                fill(text, self.values[lang])
            except (KeyError, ValueError, IndexError) as error:
                raise RulesError(f"{table.place}.{lang}: nothing fills {error}") from error
