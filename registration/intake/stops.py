"""Where the way forks: danger, too young, no valid determination, a fresh result, a relative's request, an unsafe home.

What the answers lead to says `registration.rules.eligibility`; here stand the few forks that only the wizard knows, on
which step each is said (`templates/intake/notes/<key>.html`), and which ones keep the form from being finished.
Nothing refuses a person: each outcome's words name what to do first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.calendar.deadlines import add_months
from registration.intake import result_clock
from registration.rules.eligibility import Outcome, Route, route
from registration.rules.ruleset import ruleset_for

DANGER_NOW = "danger_now"
FRESH_RESULT = "fresh_result"
RESULT_HOURS_OVER = "result_hours_over"
SUBSTITUTION_LETTER = "substitution_letter"
LIVES_ELSEWHERE = "lives_elsewhere"

# Outcome -> the step after which it is said, and whether the form waits for it; weightiest first.
SAID_AT: dict[str, tuple[str, bool]] = {
    DANGER_NOW: ("bat-dau", False),
    Outcome.TOO_YOUNG: ("nguoi-dang-ky", True),
    Outcome.MINOR_NEEDS_REPRESENTATIVE: ("nguoi-dang-ky", True),
    Outcome.HOME_NOT_SAFE: ("y-kien", False),
    SUBSTITUTION_LETTER: ("bat-dau", False),
    FRESH_RESULT: ("bat-dau", False),
    Outcome.DETERMINATION_MISSING: ("bat-dau", True),
    Outcome.DETERMINATION_AWAITED: ("bat-dau", True),
    Outcome.DETERMINATION_TOO_OLD: ("bat-dau", True),
    Outcome.PLACE_NOT_OPEN: ("nguyen-vong", True),
    Outcome.REQUEST_OF_RELATIVE: ("nguoi-dang-ky", False),
    Outcome.MINOR: ("nguoi-dang-ky", False),
    Outcome.FOREIGNER: ("nguoi-dang-ky", False),
    Outcome.RESIDENCE_NOT_STABLE: ("noi-o", False),
    LIVES_ELSEWHERE: ("noi-o", False),
}


@dataclass(frozen=True)
class Stop:
    """Something to know or do first; `key` is an outcome of the rule set, `step` where it is said.

    `final` stops the finishing of the form; others are said once and the way goes on.
    """

    key: str
    step: str
    final: bool


def way(answers: dict[str, Any], today: date) -> Route:
    """Where these answers lead under the rules of `today`."""
    return route(answers, ruleset_for(today), today)


def is_minor(answers: dict[str, Any], today: date) -> bool:
    """Whether the person is under the age from which one decides alone."""
    return way(answers, today).minor


def asked_by_relative(answers: dict[str, Any], today: date) -> bool:
    """Whether somebody writes for an adult: then it is a request, which the person confirms before it is filed."""
    return Outcome.REQUEST_OF_RELATIVE in way(answers, today).outcomes


def places_open_to(answers: dict[str, Any], today: date) -> list[str]:
    """The values of `intended_place` that the law allows for this age and residence, and `undecided`."""
    return [*way(answers, today).places, "undecided"]


def determination_valid_until(answers: dict[str, Any], today: date) -> date | None:
    """The last day on which the person's determination counts; None without one."""
    text = answers.get("determination_date")
    if not text:
        return None
    return add_months(date.fromisoformat(text), ruleset_for(today).determination_valid_months)


def stops(answers: dict[str, Any], today: date, now: datetime | None = None) -> list[Stop]:
    """Everything that comes first for these answers, the weightiest at the head."""
    found = {str(one) for one in way(answers, today).outcomes} | _of_the_wizard(answers, now)
    return [Stop(str(key), *said) for key, said in SAID_AT.items() if key in found]


def _of_the_wizard(answers: dict[str, Any], now: datetime | None) -> set[str]:
    hours = result_clock.read(answers, now)
    elsewhere = answers.get("permanent_ward") and answers["permanent_ward"] != answers.get("residence_ward")
    found = {
        DANGER_NOW: answers.get("in_danger") == "yes",
        SUBSTITUTION_LETTER: answers.get("substitution_status") == "now",
        FRESH_RESULT: hours is not None and not hours.over,
        LIVES_ELSEWHERE: answers.get("permanent_same") == "no" and elsewhere,
    }
    return {key for key, holds in found.items() if holds}


def may_file_now(answers: dict[str, Any], today: date) -> bool:
    """Whether filing at once is offered where the ward accepts it: no relative's request, no unsafe home."""
    return way(answers, today).may_file
