"""Topics with their desks, and the clocks: `data/feedback.toml`, read once and strictly."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.ui.languages import page_language

_FILE = Path(__file__).parent / "data" / "feedback.toml"
PERSON, OFFICER = "person", "officer"


@dataclass(frozen=True)
class Topic:
    """What a ticket is about. `writer` is `person` or `officer`; `desks` are tried in order."""

    key: str
    writer: str
    desks: tuple[str, ...]
    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if page_language() == "en" else self.vi


@dataclass(frozen=True)
class Clock:
    """How long things may take (working days) and how long tickets are kept (days)."""

    acknowledge_working_days: int
    answer_working_days: int
    accept_working_days: int
    close_after_days: int
    kept_days: int
    source: str


@cache
def _read() -> tuple[Clock, dict[str, Topic]]:
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    topics = {
        key: Topic(key, table["for"], tuple(table["desks"]), table["vi"], table["en"])
        for key, table in tables["topics"].items()
    }
    return Clock(**tables["clock"]), topics


def clock() -> Clock:
    """The clocks."""
    return _read()[0]


def topics(writer: str = "") -> dict[str, Topic]:
    """The topics by key, in order; those of one kind of writer where given."""
    return {key: topic for key, topic in _read()[1].items() if not writer or topic.writer == writer}
