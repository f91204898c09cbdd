"""The indicators and the measures they are made of, read from `data/indicators.toml` (its head explains the kinds).

To add one: a table in that file, and its line in the catalogue of `docs/reports.md`. A file with a mistake stops the
portal at the first question, with the place of the mistake. Counting: `facts.py`; figures of a report: `figures.py`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from portal.calendar.deadlines import Unit
from registration.casework.moves import BY_NAME
from registration.casework.states import Status
from registration.rules.ruleset import NoSuchRule, ruleset_for

DATA = Path(__file__).parent / "data" / "indicators.toml"
GROUPS = {
    "registration": pgettext_lazy("group of indicators", "Registration"),
    "treatment": pgettext_lazy("group of indicators", "Treatment"),
    "aftercare": pgettext_lazy("group of indicators", "Aftercare"),
    "network": pgettext_lazy("group of indicators", "Desks and staff"),
    "counselling": pgettext_lazy("group of indicators", "Counselling and feedback"),
}
UNITS = {
    "people": pgettext_lazy("unit of an indicator", "people"),
    "times": pgettext_lazy("unit of an indicator", "times"),
    "wards": pgettext_lazy("unit of an indicator", "wards"),
    "hours": pgettext_lazy("unit of an indicator", "hours"),
    "percent": pgettext_lazy("unit of an indicator", "%"),
}
KINDS = frozenset({"flow", "stock", "hours", "wards", "typed", "given"})
FROM_FACTS = frozenset({"flow", "stock", "hours"})


class IndicatorsError(ValueError):
    """The file of the indicators has a mistake: where and what."""


@dataclass(frozen=True)
class Measure:
    """A number that adds up over wards and groups of people."""

    code: str
    kind: str
    events: tuple[str, ...] = ()
    state: str = ""
    where: str = ""
    which: str = ""


@dataclass(frozen=True)
class Indicator:
    """One figure of the reports. Exactly one of `count`, `share`, `mean` says how it is made."""

    code: str
    group: str
    unit: str
    label_words: Mapping[str, str]
    definition_words: Mapping[str, str]
    source: str
    valid_from: date
    valid_to: date | None = None
    count: str = ""
    share: tuple[str, ...] = ()
    mean: tuple[str, ...] = ()
    target: int | None = None
    deadline: str = ""
    before_decision: bool = False
    from_province: bool = False
    police_data: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The measures it needs: one, or numerator and denominator."""
        return self.share or self.mean or (self.count,)

    @property
    def splits(self) -> bool:
        """Whether it can be shown by ward, place, sex and so on."""
        return all(measures()[part].kind in FROM_FACTS for part in self.parts)

    @property
    def drills(self) -> str:
        """The measure whose registrations can be listed for those who may see them, or empty."""
        first = measures()[self.parts[0]]
        return first.code if first.kind in {"flow", "stock"} else ""

    def label(self, on: date, language: str | None = None) -> str:
        """Its name in the page's language (or `language`), with the lengths of the law in force `on` that day."""
        return self._filled(self.label_words, on, language)

    def definition(self, on: date, language: str | None = None) -> str:
        """What exactly is counted."""
        return self._filled(self.definition_words, on, language)

    def in_force(self, first: date, last: date) -> bool:
        """Whether it is counted in a period."""
        return self.valid_from <= last and (self.valid_to is None or first <= self.valid_to)

    def _filled(self, words: Mapping[str, str], on: date, language: str | None) -> str:
        language = language or get_language() or "vi"
        text = words["en" if language.startswith("en") else "vi"]
        return text.format(**self._lengths(on)) if self.deadline else text

    def _lengths(self, on: date) -> dict[str, int]:
        """The number of the deadline that the words name, under the unit's name; an older law lends today's."""
        for day in (on, max(on, self.valid_from)):
            try:
                amount = ruleset_for(day).deadlines[self.deadline].amount
            except (KeyError, NoSuchRule):
                continue
            name = "hours" if amount.unit is Unit.HOURS else "days"
            if f"{{{name}}}" in self.label_words["vi"]:
                return {name: amount.number}
        raise IndicatorsError(f"{self.code}: no rule set has the deadline {self.deadline!r}")


@cache
def _file() -> tuple[dict[str, Measure], dict[str, Indicator]]:
    return read(DATA.read_text(encoding="utf-8"))


def measures() -> dict[str, Measure]:
    """Every measure by code."""
    return _file()[0]


def indicators() -> dict[str, Indicator]:
    """Every indicator by code, in the order of the file."""
    return _file()[1]


def read(text: str) -> tuple[dict[str, Measure], dict[str, Indicator]]:
    """The measures and indicators of a file; raises IndicatorsError."""
    raw = tomllib.loads(text)
    found = {code: _measure(code, row) for code, row in raw["measures"].items()}
    every: dict[str, Indicator] = {}
    for row in raw["indicator"]:
        one = _indicator(row, found)
        if one.code in every:
            raise IndicatorsError(f"{one.code} is there twice")
        every[one.code] = one
    return found, every


def _measure(code: str, row: dict[str, Any]) -> Measure:
    one = Measure(code, **(row | {"events": tuple(row.get("events", ()))}))
    if one.kind not in KINDS:
        raise IndicatorsError(f"measure {code}: no kind {one.kind!r}")
    if unknown := [name for name in one.events if name not in BY_NAME]:
        raise IndicatorsError(f"measure {code}: no such move: {', '.join(unknown)}")
    if one.kind == "stock" and one.state not in Status.values:
        raise IndicatorsError(f"measure {code}: no such state: {one.state!r}")
    return one


def _indicator(row: dict[str, Any], known: Mapping[str, Measure]) -> Indicator:
    row = dict(row)
    label, definition = row.pop("label"), row.pop("definition")
    for name in ("share", "mean"):
        row[name] = tuple(row.get(name, ()))
    one = Indicator(label_words=label, definition_words=definition, **row)
    if sum(map(bool, (one.count, one.share, one.mean))) != 1:
        raise IndicatorsError(f"{one.code}: exactly one of count, share, mean")
    if unknown := [part for part in one.parts if part not in known]:
        raise IndicatorsError(f"{one.code}: no such measure: {', '.join(unknown)}")
    if one.group not in GROUPS or one.unit not in UNITS:
        raise IndicatorsError(f"{one.code}: unknown group or unit")
    if {"vi", "en"} - set(label) or {"vi", "en"} - set(definition):
        raise IndicatorsError(f"{one.code}: words in both languages, please")
    return one
