"""Where a person can file online by themselves, as data (`data/channels.toml`): name, address, how to find it there."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "channels.toml"


@dataclass(frozen=True)
class Channel:
    """One channel in one language."""

    key: str
    name: str
    hint: str
    url: str


@cache
def channels(lang: str) -> tuple[Channel, ...]:
    """The channels in the words of `lang` ("vi" or "en"), in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["channels"]
    return tuple(Channel(row["key"], row[lang], row[f"hint_{lang}"], row["url"]) for row in rows)
