"""Ready sentences of the counsellors; found with "/" and words without marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotline.line.parts import Part
from hotline.line.stored import made
from portal.ui.vietnamese import fold


@dataclass(frozen=True)
class Canned:
    """One ready reply; `body_en` for a person who writes English, `topic` empty where it fits every topic."""

    shortcut: str
    title: str
    body: str
    body_en: str = ""
    topic: str = ""

    @property
    def found_by(self) -> str:
        """What a search without marks looks in."""
        return fold(f"{self.shortcut} {self.title} {self.body} {self.body_en}")


def canned_replies() -> tuple[Canned, ...]:
    """All ready replies in the supervisor's order."""
    return made(_replies_of, Part.CANNED)


def _replies_of(content: Mapping[str, Any]) -> tuple[Canned, ...]:
    return tuple(
        Canned(entry["shortcut"], entry["title"], entry["body"]["vi"], entry["body"].get("en", ""), entry["topic"])
        for entry in content["items"]
    )
