"""The fixed words of the forms (`words.toml`), read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads((Path(__file__).resolve().parent / "words.toml").read_text(encoding="utf-8"))


def value(group: str, key: Any) -> str:
    """A stored key in the words of the forms; one's own words unchanged."""
    return str(words()["values"].get(group, {}).get(key, key or ""))
