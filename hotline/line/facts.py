"""Facts about the line as the other rooms ask for them: who staffs it, when, how long words are kept, whom to call.

Put together from the parts that supervisors change (`parts.py`), once for each change (`stored.made`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hotline.line import hours as opening
from hotline.line.hours_words import hours_in_words
from hotline.line.parts import Part
from hotline.line.stored import made

Texts = dict[str, str]
"""A text by language."""


@dataclass(frozen=True)
class Number:
    """A number to call; `free` where the call costs nothing; `in_danger` where it is shown at once in danger."""

    number: str
    label: Texts
    free: bool
    checked_on: str
    purpose: Texts = field(default_factory=dict)
    hours: Texts = field(default_factory=dict)
    cost: Texts = field(default_factory=dict)
    source: str = ""
    in_danger: bool = True


@dataclass(frozen=True)
class Line:
    """The operator's promise about the hotline; texts by language. `opening`: week, holidays, exceptions."""

    opening: Mapping[str, Any]
    staffed_by: Texts
    hours_text: Texts
    promise: dict[str, list[str]]
    keeping: dict[str, list[str]]
    greeting: Texts
    greeting_closed: Texts
    out_of_hours: Texts
    danger: Texts
    keep_web_days: int
    keep_sms_days: int
    legal_note: str
    typical_minutes: int
    all_numbers: tuple[Number, ...]

    @property
    def hours(self) -> list[dict[str, Any]]:
        """The rows of an ordinary week."""
        rows: list[dict[str, Any]] = self.opening["week"]
        return rows

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that are shown at once in danger."""
        return tuple(number for number in self.all_numbers if number.in_danger)

    def is_open(self, at: datetime) -> bool:
        """Whether the line is staffed at `at` by its hours, holidays and exceptions."""
        return opening.is_open(self.opening, at)

    def opens_at(self, at: datetime) -> datetime | None:
        """The next opening from `at` on."""
        return opening.next_opening(self.opening, at)


def line() -> Line:
    """The line as the operator describes it now."""
    return made(line_of, Part.MESSAGES, Part.HOURS, Part.NUMBERS, Part.LIMITS)


def line_of(
    messages: Mapping[str, Any], hours: Mapping[str, Any], numbers: Mapping[str, Any], limits: Mapping[str, Any]
) -> Line:
    """The line of these contents."""
    said = dict(messages)
    note = said.pop("hours_note")
    days = str(limits["keep_web_days"])
    said["keeping"] = {
        language: [text.replace("{days}", days) for text in texts] for language, texts in said["keeping"].items()
    }
    return Line(
        opening=hours,
        hours_text={language: f"{hours_in_words(hours, language)} {note[language]}".strip() for language in note},
        all_numbers=tuple(Number(**entry) for entry in numbers["items"]),
        **said,
        **limits,
    )


def in_language(texts: dict[str, Any], language: str) -> Any:
    """The text in `language`, else in Vietnamese."""
    return texts.get(language) or texts["vi"]
