"""What one version says otherwise than another: entry by entry, and sentence by sentence as the citizen reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .model import Lang, Line
from .version import NoSuchRule, RuleSet
from .wording import UNITS, amount_words

Entry = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One field of an entry; empty where it is not there. `field` "" is the amount with its unit, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One entry of the rules that is said otherwise, newly said, or no longer said."""

    topic: str
    key: str
    changes: tuple[Change, ...]
    kind: str  # changed, added, removed


@dataclass(frozen=True)
class Said:
    """One sentence for the citizen, before and after; None where it is not said."""

    key: str
    before: Line | None
    after: Line | None


def differences(before: dict[str, Any], after: dict[str, Any], lang: Lang) -> list[Difference]:
    """Between two contents of one version each, in the order of the second."""
    old, new = entries(before, lang), entries(after, lang)
    found = []
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place), new.get(place)
        if was == now:
            continue
        kind = "added" if was is None else "removed" if now is None else "changed"
        found.append(Difference(*place, _changes(was or {}, now or {}), kind))
    return found


def _changes(was: Entry, now: Entry) -> tuple[Change, ...]:
    fields = [*now, *(field for field in was if field not in now)]
    pairs = [Change(field, was.get(field, ""), now.get(field, "")) for field in fields]
    return tuple(one for one in pairs if one.before != one.after)


def entries(content: dict[str, Any], lang: Lang) -> dict[tuple[str, str], Entry]:
    """Every entry of a content with one version: (topic, key) → field → value as text."""
    (version,) = content["versions"]
    found: dict[tuple[str, str], Entry] = {}
    for topic, value in content.items():
        if isinstance(value, list):
            for one in value:
                found[topic, str(one.get("key") or one.get("from") or "")] = _entry(one, version, lang)
        elif topic == "versions" or version in value or not all(isinstance(one, dict) for one in value.values()):
            found[topic, ""] = _entry(value, version, lang)
        else:
            for key, one in value.items():
                found[topic, key] = _entry(one, version, lang)
    return found


def _entry(value: Mapping[str, Any], version: str, lang: Lang) -> Entry:
    own = value.get(version)
    fields = {**value, **own} if isinstance(own, dict) else dict(value)
    for name in (version, "versions", "key"):
        fields.pop(name, None)
    words: dict[str, str] = {}
    if fields.get("unit") in UNITS[lang] and isinstance(fields.get("amount"), int):
        at_least = fields.pop("at_least", None)
        words[""] = amount_words(fields.pop("amount"), fields.pop("unit"), lang, at_least)
    for name, one in fields.items():
        words |= _flat(name, one)
    return words


def _flat(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return {key: text for part, one in value.items() for key, text in _flat(f"{name}.{part}", one).items()}
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        found: dict[str, str] = {}
        for number, one in enumerate(value, start=1):
            inner = {part: text for part, text in one.items() if part != "key"}
            found |= _flat(f"{name}.{one.get('key', number)}", inner)
        return found
    return {name: ", ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)}


def _plain(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def sentences(before: RuleSet, after: RuleSet, outcomes: Iterable[str], lang: Lang) -> list[Said]:
    """The sentences for the citizen that read otherwise, in the order of the second; `outcomes`: keys to look at."""
    keys_of_outcomes = list(outcomes)
    old, new = _said(before, keys_of_outcomes, lang), _said(after, keys_of_outcomes, lang)
    keys = [*new, *(key for key in old if key not in new)]
    found = [Said(key, old.get(key), new.get(key)) for key in keys]
    return [one for one in found if _words(one.before) != _words(one.after)]


def _said(rules: RuleSet, outcomes: list[str], lang: Lang) -> dict[str, Line]:
    lines = {f"crossing.{one.key}": one for one in rules.crossing(lang)}
    for section in rules.afterwards(lang):
        lines |= {f"afterwards.{section.key}.{one.key}": one for one in section.lines}
    for key in outcomes:
        try:
            lines[f"outcomes.{key}"] = rules.outcome(key, lang)
        except NoSuchRule:
            continue
    return lines


def _words(line: Line | None) -> tuple[str, str] | None:
    return (line.text, line.article) if line else None
