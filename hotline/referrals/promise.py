"""The numbers of `data/referrals.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "referrals.toml"


@dataclass(frozen=True)
class Promise:
    """Days as the data file names them."""

    link_days: int
    look_after_days: int
    keep_days: int


@cache
def promise() -> Promise:
    """The data file (read once)."""
    return Promise(**tomllib.loads(_FILE.read_text(encoding="utf-8")))
