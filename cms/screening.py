"""Looking at one's own use: own questions (data/screening.toml), a next step instead of a score, nothing kept.

With script the browser adds up by itself (static/cms/screening.mjs, from the same data in the page); without it one
POST is answered and forgotten. No answer stands in an address, a cookie, a log or the database.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "screening.toml"


@dataclass(frozen=True)
class Answer:
    """One thing to choose; `value` is its place in the list."""

    value: str
    text: str
    points: int
    flag: str


@dataclass(frozen=True)
class Question:
    """One question with its answers."""

    key: str
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Outcome:
    """A next step, from so many points on."""

    key: str
    least: int
    title: str
    text: str


@dataclass(frozen=True)
class Result:
    """What the page says: one outcome, and what must be said besides."""

    outcome: str
    flags: frozenset[str]


@cache
def questions(language: str) -> tuple[Question, ...]:
    """The questions in `language` ("vi" or "en")."""
    return tuple(
        Question(
            row["key"],
            row[language],
            tuple(
                Answer(str(place), answer[language], answer["points"], answer.get("flag", ""))
                for place, answer in enumerate(row["answers"])
            ),
        )
        for row in _data()["question"]
    )


@cache
def outcomes(language: str) -> tuple[Outcome, ...]:
    """The outcomes in `language`, fewest points first."""
    rows = (
        Outcome(row["key"], row["from"], row[f"title_{language}"], row[f"text_{language}"])
        for row in _data()["outcome"]
    )
    return tuple(sorted(rows, key=lambda outcome: outcome.least))


def result(answers: Mapping[str, str]) -> Result | None:
    """The result of `answers` (question key → value); unknown ones count as skipped; None where all are skipped."""
    chosen = [
        answer
        for question in questions("vi")
        for answer in question.answers
        if answers.get(question.key) == answer.value
    ]
    if not chosen:
        return None
    points = sum(answer.points for answer in chosen)
    reached = [outcome.key for outcome in outcomes("vi") if outcome.least <= points]
    return Result(reached[-1], frozenset(answer.flag for answer in chosen if answer.flag))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))
