"""The numbers of `data/cases.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "cases.toml"


@dataclass(frozen=True)
class Promise:
    """Hours, minutes, days and counts as the data file names them."""

    setup_hours: int
    visit_minutes: int
    visit_hours: int
    pin_digits: tuple[int, int]
    free_tries: int
    first_wait_s: int
    most_wrong: int
    keep_closed_days: int
    keep_quiet_days: int
    most_messages: int
    answer_hours: int


@cache
def promise() -> Promise:
    """The data file (read once)."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Promise(**raw | {"pin_digits": tuple(raw["pin_digits"])})
