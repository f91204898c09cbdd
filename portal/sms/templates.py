"""The registered texts of `data/templates.toml`: look one up, fill it in.

A new text is a new table in that file; docs/sms.md says what the operator must register first. Staff may give a text
another wording (`wordings`); what it is for, its parameters and its limits stay with the file.
"""

import logging
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from portal.sms import segments, wordings
from portal.sms.spending import Need

log = logging.getLogger(__name__)

_FILE = Path(__file__).parent / "data" / "templates.toml"
_MAX_PARAMETER = 300
_PLACE = re.compile(r"\{(\w+)\}")


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
    need: Need
    texts: dict[str, str]

    def render(self, params: dict[str, str], language: str = "vi") -> str:
        """The text with its parameters. Raises BadParameters where they are not exactly the registered ones."""
        if set(params) != set(self.parameters):
            raise BadParameters(f"{self.name} takes {', '.join(self.parameters)}")
        clean = {name: " ".join(str(value).split()) for name, value in params.items()}
        if any(not value or len(value) > _MAX_PARAMETER for value in clean.values()):
            raise BadParameters(f"{self.name}: a parameter is empty or too long")
        pattern = self.texts.get(language, self.texts["vi"])
        text = _PLACE.sub(lambda found: clean[found[1]], pattern)
        if segments.count(text) > self.max_segments + 2:
            raise BadParameters(f"{self.name}: the text became too long")
        return text


def places_in(pattern: str) -> set[str]:
    """The parameters that a wording names."""
    return set(_PLACE.findall(pattern))


@cache
def registered() -> dict[str, Template]:
    """All templates by name, in the wording of the file."""
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    return {
        name: Template(
            name=name,
            side=table["side"],
            parameters=tuple(table["parameters"]),
            max_segments=table["max_segments"],
            valid_minutes=table.get("valid_minutes"),
            need=Need[table.get("need", "notice").upper()],
            texts={"vi": table["vi"], "en": table["en"]},
        )
        for name, table in tables.items()
    }


def get(name: str) -> Template:
    """The template `name` in the wording in use; KeyError for one that is not registered (a bug of the caller)."""
    template = registered()[name]
    texts = wordings.in_use(name)
    if texts is None:
        return template
    if any(places_in(text) != set(template.parameters) for text in texts.values()):
        log.critical("sms_wording_does_not_fit", extra={"template": name})
        return template
    return replace(template, texts=texts)


def need_of(name: str) -> Need:
    """How much of the day's limit a text of this template may use; without one it is a counsellor's answer."""
    template = registered().get(name)
    return template.need if template else Need.ANSWER
