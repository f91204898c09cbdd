"""The risk protocol of `data/protocols.toml`: kinds of danger, questions with guidance, the steps of each level."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hotline.risk.states import Level, Reply
from portal.ui.languages import page_language

_FILE = Path(__file__).parent / "data" / "protocols.toml"


class Words:
    """Something with a text in two languages."""

    vi: str
    en: str

    @property
    def text(self) -> str:
        """In the reader's language."""
        return self.en if page_language() == "en" else self.vi


@dataclass(frozen=True)
class Source(Words):
    """Where the questions come from."""

    vi: str
    en: str


@dataclass(frozen=True)
class Step(Words):
    """Something to do."""

    key: str
    vi: str
    en: str


@dataclass(frozen=True)
class Question(Words):
    """A question with what helps to ask it; which reply makes it urgent."""

    key: str
    vi: str
    en: str
    guidance_vi: str
    guidance_en: str
    now_if: str = ""
    soon_if: str = ""

    @property
    def guidance(self) -> str:
        """In the reader's language."""
        return self.guidance_en if page_language() == "en" else self.guidance_vi


@dataclass(frozen=True)
class Danger(Words):
    """One kind of danger."""

    key: str
    vi: str
    en: str
    guidance_vi: str
    guidance_en: str
    questions: tuple[Question, ...]
    steps: Mapping[Level, tuple[Step, ...]]

    @property
    def guidance(self) -> str:
        """In the reader's language."""
        return self.guidance_en if page_language() == "en" else self.guidance_vi

    def level(self, replies: Mapping[str, str]) -> Level:
        """How urgent: an unsure answer counts as the worse one, an unasked question as nothing."""
        found = Level.WATCH
        for question in self.questions:
            reply = replies.get(question.key, "")
            for worse, level in ((question.now_if, Level.NOW), (question.soon_if, Level.SOON)):
                if worse and reply in {worse, Reply.UNSURE}:
                    found = max(found, level)
        return found


@dataclass(frozen=True)
class Protocol:
    """The whole file."""

    checked_on: str
    sources: tuple[Source, ...]
    dangers: Mapping[str, Danger]


@cache
def protocol() -> Protocol:
    """The data file (read once); a step or level that it does not define is an error at the first reading."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    steps = {entry["key"]: Step(**entry) for entry in raw["steps"]}
    dangers = {entry["key"]: _danger(entry, steps) for entry in raw["kinds"]}
    return Protocol(raw["checked_on"], tuple(Source(**one) for one in raw["sources"]), dangers)


def _danger(entry: dict[str, Any], steps: Mapping[str, Step]) -> Danger:
    by_level = {level: tuple(steps[key] for key in entry.pop(level.name.lower())) for level in Level}
    questions = tuple(Question(**one) for one in entry.pop("questions"))
    return Danger(**entry, questions=questions, steps=by_level)
