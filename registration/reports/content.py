"""What a stored report holds: every figure with its words, as they were on that day, so that it reads alike for ever.

Numbers are text in the JSON ("66.7"), None where there was none. The breakdowns are those that the plans ask for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import get_language

from . import words
from .areas import Area
from .facts import DIMENSIONS
from .figures import Sheet, compared, figures
from .indicators import GROUPS, indicators
from .periods import Period

LANGUAGES = ("vi", "en")
BROKEN_DOWN = ("received", "decided", "started", "in_treatment", "completed", "stopped", "aftercare_begun")


def content(area: Area, period: Period, now: datetime | None = None) -> dict[str, Any]:
    """The figures of an area and period as they stand at `now`, ready to be stored."""
    now = now or timezone.now()
    this, before = compared(area, period, now)
    rows = []
    for figure in figures(this, before):
        one = figure.indicator
        if area.is_ward and one.from_province:
            continue
        rows.append(
            {
                "code": one.code,
                "group": one.group,
                "unit": one.unit,
                "label": {language: one.label(period.last, language) for language in LANGUAGES},
                "definition": {language: one.definition(period.last, language) for language in LANGUAGES},
                "source": one.source,
                "value": _text(figure.value),
                "parts": [_text(part) for part in figure.parts],
                "before": _text(figure.before),
                "target": _text(figure.target),
                "origin": figure.origin,
                "note": figure.source_note,
                "police_data": one.police_data,
            }
        )
    return {"as_of": now.isoformat(timespec="seconds"), "rows": rows, "splits": _splits(this)}


def _splits(this: Sheet) -> dict[str, Any]:
    """dimension -> {"labels": {value: {vi, en}}, "counts": {indicator: {value: number}}}"""
    found: dict[str, Any] = {}
    for dimension in DIMENSIONS:
        if dimension == "ward" and this.area.is_ward:
            continue
        counts = {
            code: {value: _text(number) for value, (number, _p) in this.split(indicators()[code], dimension).items()}
            for code in BROKEN_DOWN
        }
        values = sorted({value for row in counts.values() for value in row})
        labels: dict[str, dict[str, str]] = {}
        for language in LANGUAGES:
            with translation.override(language):
                for value, label in words.value_labels(dimension, values).items():
                    if value in values:
                        labels.setdefault(value, {})[language] = label
        found[dimension] = {"labels": labels, "counts": counts}
    return found


def _text(number: Decimal | float | None) -> str | None:
    if number is None:
        return None
    return str(round(number, 2)) if isinstance(number, float) and not number.is_integer() else str(Decimal(number))


@dataclass(frozen=True)
class Line:
    """One figure of a stored report in the page's language."""

    code: str
    label: str
    definition: str
    source: str
    value: str
    before: str
    target: str
    origin: str
    note: str
    police_data: bool
    behind: str


def lines(stored: Mapping[str, Any]) -> Iterator[tuple[str, list[Line]]]:
    """The stored figures by group, in words."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    groups: dict[str, list[Line]] = {}
    for row in stored["rows"]:
        parts = [words.number(_number(part)) for part in row["parts"]]
        line = Line(
            row["code"],
            row["label"][language],
            row["definition"][language],
            row["source"],
            words.number(_number(row["value"]), row["unit"]),
            words.number(_number(row["before"]), row["unit"]),
            words.number(_number(row["target"]), row["unit"]),
            row["origin"],
            row["note"],
            row["police_data"],
            " / ".join(parts) if row["unit"] == "percent" and len(parts) == 2 else "",
        )
        groups.setdefault(row["group"], []).append(line)
    for group, found in groups.items():
        yield str(GROUPS[group]), found


@dataclass(frozen=True)
class Breakdown:
    """A stored breakdown as a table: heads, and rows of label and numbers."""

    title: str
    heads: list[str]
    rows: list[tuple[str, list[str]]]


def breakdowns(stored: Mapping[str, Any]) -> list[Breakdown]:
    """The stored breakdowns in the page's language."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    labels = {row["code"]: row["label"][language] for row in stored["rows"]}
    found = []
    for dimension in DIMENSIONS:  # the database keeps JSON without its order
        if dimension not in stored["splits"]:
            continue
        split = stored["splits"][dimension]
        codes = [code for code in BROKEN_DOWN if code in split["counts"] and code in labels]
        order = list(words.value_labels(dimension)) if dimension != "ward" else []
        rows = [
            (label[language], [words.number(_number(split["counts"][code].get(value, "0"))) for code in codes])
            for value, label in sorted(
                split["labels"].items(),
                key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one[1][language]),
            )
        ]
        if rows:
            found.append(Breakdown(words.dimensions()[dimension], [labels[code] for code in codes], rows))
    return found


@dataclass(frozen=True)
class Difference:
    """A figure that a new version says differently."""

    label: str
    was: str
    is_now: str


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Difference]:
    """The figures in which two versions differ."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    was = {row["code"]: row for row in older["rows"]}
    found = []
    for row in newer["rows"]:
        old = was.get(row["code"], {"value": None})
        if old["value"] != row["value"]:
            before, after = (words.number(_number(value), row["unit"]) for value in (old["value"], row["value"]))
            found.append(Difference(row["label"][language], before, after))
    return found


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
