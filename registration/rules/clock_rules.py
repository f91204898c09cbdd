"""What belongs to the steps and their clocks besides lengths: articles, who is warned when, grounds of standing still.

Read from [steps], [warnings] and [suspensions] of `data/rules.toml` by `reading.py`. Only data; moments are computed
where the clocks run (registration/casework/escalation).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .model import Certainty
from .tables import RulesError, Table

# How the numbers of a warning are meant (head of [warnings] in the file).
WAYS = ("share", "hours", "days", "working_days")
LEVELS = ("officer", "chief", "coordinator")
DESKS = ("police", "committee")
Cited = Callable[[Table], tuple[str, Certainty]]


@dataclass(frozen=True)
class WarningRule:
    """When each level is warned of one kind of clock; a level without a number is never warned.

    `by` says how the numbers count: per cent of the clock, hours after its beginning, days or working days before (-)
    or after (+) its last day. `planned` is the date to plan for, counted likewise; `remind_person` the moment at which
    a neutral text message goes to the person.
    """

    desk: str
    by: str
    levels: Mapping[str, int]
    planned: int | None
    remind_person: int | None
    article: str


@dataclass(frozen=True)
class Step:
    """Where a step of the procedure is written."""

    article: str
    certainty: Certainty


@dataclass(frozen=True)
class Ground:
    """A ground on which the clocks `clocks` may stand still."""

    key: str
    words: Mapping[str, str]
    clocks: tuple[str, ...]
    article: str
    certainty: Certainty

    def name(self, lang: str) -> str:
        return self.words["en" if lang == "en" else "vi"]


def read_warning(table: Table, cited: Cited) -> WarningRule:
    """One version's entry of [warnings]."""
    article, _certainty = cited(table)
    desk, by = table.get("desk", str), table.get("by", str)
    if desk not in DESKS:
        raise RulesError(f"{table.place}.desk: must be one of {', '.join(DESKS)}")
    if by not in WAYS:
        raise RulesError(f"{table.place}.by: must be one of {', '.join(WAYS)}")
    levels = {level: table.get(level, int) for level in LEVELS if table.has(level)}
    if list(levels.values()) != sorted(levels.values()) or not levels:
        raise RulesError(f"{table.place}: officer, chief and coordinator are warned in this order")
    planned, remind = table.get("planned", int, None), table.get("remind_person", int, None)
    return WarningRule(desk, by, MappingProxyType(levels), planned, remind, article)


def read_ground(key: str, table: Table, cited: Cited, words: Mapping[str, str]) -> Ground:
    """One version's entry of [suspensions]."""
    article, certainty = cited(table)
    return Ground(key, MappingProxyType(dict(words)), table.words("clocks"), article, certainty)
