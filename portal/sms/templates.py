"""The registered texts of `data/templates.toml`: look one up, fill it in.

A new text is a new table in that file; docs/sms.md says what the operator must register first.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.sms import segments

_FILE = Path(__file__).parent / "data" / "templates.toml"
_MAX_PARAMETER = 300


class BadParameters(ValueError):
    """Parameters missing, unknown or not fit for an SMS."""


@dataclass(frozen=True)
class Template:
    """One registered text; `texts` by language, `valid_minutes` None where it never grows too old."""

    name: str
    side: str
    parameters: tuple[str, ...]
    max_segments: int
    valid_minutes: int | None
    texts: dict[str, str]

    def render(self, params: dict[str, str], language: str = "vi") -> str:
        """The text with its parameters. Raises BadParameters where they are not exactly the registered ones."""
        if set(params) != set(self.parameters):
            raise BadParameters(f"{self.name} takes {', '.join(self.parameters)}")
        clean = {name: " ".join(str(value).split()) for name, value in params.items()}
        if any(not value or len(value) > _MAX_PARAMETER for value in clean.values()):
            raise BadParameters(f"{self.name}: a parameter is empty or too long")
        pattern = self.texts.get(language, self.texts["vi"])
        text = re.sub(r"\{(\w+)\}", lambda found: clean[found[1]], pattern)
        if segments.count(text) > self.max_segments + 2:
            raise BadParameters(f"{self.name}: the text became too long")
        return text


@cache
def registered() -> dict[str, Template]:
    """All templates by name."""
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    return {
        name: Template(
            name=name,
            side=table["side"],
            parameters=tuple(table["parameters"]),
            max_segments=table["max_segments"],
            valid_minutes=table.get("valid_minutes"),
            texts={"vi": table["vi"], "en": table["en"]},
        )
        for name, table in tables.items()
    }


def get(name: str) -> Template:
    """The template `name`; KeyError for one that is not registered (a bug of the caller)."""
    return registered()[name]
