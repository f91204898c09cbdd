"""Where the way forks: too young, no valid determination, a relative's request, a home that is not safe.

What the answers lead to says `registration.rules.eligibility`; here stands on which step each outcome is shown and
which ones keep the form from being finished. Nothing refuses a person: each outcome's words name what to do first.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.calendar.deadlines import add_months
from registration.rules.eligibility import Outcome, Route, route
from registration.rules.ruleset import ruleset_for

# Outcome -> the step after which it is said, and whether the form waits for it. Others (notes) are said at the desk.
SAID_AT = {
    Outcome.TOO_YOUNG: ("nguoi-dang-ky", True),
    Outcome.MINOR_NEEDS_REPRESENTATIVE: ("nguoi-dang-ky", True),
    Outcome.HOME_NOT_SAFE: ("y-kien", False),
    Outcome.DETERMINATION_MISSING: ("bat-dau", True),
    Outcome.DETERMINATION_AWAITED: ("bat-dau", True),
    Outcome.DETERMINATION_TOO_OLD: ("bat-dau", True),
    Outcome.PLACE_NOT_OPEN: ("nguyen-vong", True),
    Outcome.REQUEST_OF_RELATIVE: ("nguoi-dang-ky", False),
}


@dataclass(frozen=True)
class Stop:
    """Something to do first; `key` is an outcome of the rule set (`RuleSet.outcome`), `step` where it is answered.

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


def stops(answers: dict[str, Any], today: date) -> list[Stop]:
    """Everything that comes first for these answers, the weightiest at the head."""
    return [Stop(str(one), *SAID_AT[one]) for one in way(answers, today).outcomes if one in SAID_AT]


def may_file_now(answers: dict[str, Any], today: date) -> bool:
    """Whether filing at once is offered where the ward accepts it: no relative's request, no unsafe home."""
    return way(answers, today).may_file
