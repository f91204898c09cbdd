"""Ready sentences of the counsellors, from `data/canned.toml`; found with "/" and words without marks."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.ui.vietnamese import fold

_FILE = Path(__file__).parent / "data" / "canned.toml"


@dataclass(frozen=True)
class Canned:
    """One ready reply."""

    shortcut: str
    title: str
    body: str

    @property
    def found_by(self) -> str:
        """What a search without marks looks in."""
        return fold(f"{self.shortcut} {self.title} {self.body}")


@cache
def canned_replies() -> tuple[Canned, ...]:
    """All ready replies in the order of the file."""
    return tuple(Canned(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["reply"])
