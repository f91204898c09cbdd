"""Facts about the line, from `data/line.toml`: who staffs it, when, how long words are kept, whom to call in danger."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from portal.calendar.hours import is_open, next_opening

_FILE = Path(__file__).parent / "data" / "line.toml"


@dataclass(frozen=True)
class Number:
    """A number to call; `free` where the call costs nothing."""

    number: str
    label: dict[str, str]
    free: bool
    checked_on: str


@dataclass(frozen=True)
class Line:
    """The operator's promise about the hotline; texts by language."""

    hours: list[dict[str, Any]]
    staffed_by: dict[str, str]
    hours_text: dict[str, str]
    promise: dict[str, list[str]]
    keeping: dict[str, list[str]]
    greeting: dict[str, str]
    greeting_closed: dict[str, str]
    danger: dict[str, str]
    keep_web_days: int
    keep_sms_days: int
    typical_minutes: int
    numbers: tuple[Number, ...]

    def is_open(self, at: datetime) -> bool:
        """Whether the line is staffed at `at` by its opening hours, which hold on holidays too."""
        return bool(is_open(self.hours, at, holidays_too=True))

    def opens_at(self, at: datetime) -> datetime | None:
        """The next opening from `at` on."""
        return next_opening(self.hours, at, holidays_too=True)


@cache
def line() -> Line:
    """The line as the operator describes it (read once)."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Line(**raw | {"numbers": tuple(Number(**number) for number in raw["numbers"])})


def in_language(texts: dict[str, Any], language: str) -> Any:
    """The text in `language`, else in Vietnamese."""
    return texts.get(language) or texts["vi"]
