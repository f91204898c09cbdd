"""The rights as data (`data/rights.toml`): words, clocks with their article, reasons of refusal and of extension."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from portal.calendar.deadlines import Amount, Unit, deadline

FILE = Path(__file__).parent / "data" / "rights.toml"


def _english() -> bool:
    return (get_language() or "").startswith("en")


@dataclass(frozen=True)
class Period:
    """How long, counted from the asking, and where that is written."""

    amount: Amount
    article_vi: str
    article_en: str
    certainty: str = "confirmed"

    def due(self, start: datetime) -> datetime:
        """The last moment of the period."""
        return deadline(start, self.amount)

    @property
    def article(self) -> str:
        return self.article_en if _english() else self.article_vi


@dataclass(frozen=True)
class Words:
    """A key with its words in both languages."""

    key: str
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""
    self_service: str = ""

    def __str__(self) -> str:
        return self.en if _english() else self.vi

    @property
    def hint(self) -> str:
        return self.hint_en if _english() else self.hint_vi


@dataclass(frozen=True)
class Law:
    """The whole file."""

    first_answer: Period
    extension: Period
    rights: dict[str, Words]
    answer: dict[str, Period]
    refusals: dict[str, Words]
    extensions: dict[str, Words]


@cache
def law() -> Law:
    """Read once for each process."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    first = data["first_answer"]
    return Law(
        first_answer=_period(first),
        extension=_period(data["extension"]),
        rights={row["key"]: _words(row) for row in data["rights"]},
        answer={row["key"]: _period(first | row) for row in data["rights"]},
        refusals={row["key"]: _words(row) for row in data["refusals"]},
        extensions={row["key"]: _words(row) for row in data["extensions"]},
    )


def words(entries: dict[str, Words], key: str) -> str:
    """The words of a key; the key itself where the file no longer has it."""
    return str(entries.get(key, key))


def _period(row: dict[str, Any]) -> Period:
    amount = Amount(row["amount"], Unit(row["unit"]))
    return Period(amount, row["article_vi"], row["article_en"], row.get("certainty", "confirmed"))


def _words(row: dict[str, Any]) -> Words:
    return Words(**{name: row[name] for name in Words.__dataclass_fields__ if name in row})
