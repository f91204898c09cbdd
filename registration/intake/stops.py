"""Where the way forks: too young, no valid determination, a relative's request, a home that is not safe.

Ages, places and the validity of a determination come from the rule set of the day. Nothing here refuses a person: each
stop names what to do first (domain: Law 120/2025, articles 28-33; Decree 163/2026, article 89).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.calendar.deadlines import add_months
from registration.intake.person_dates import youngest_age
from registration.rules.ruleset import ruleset_for


@dataclass(frozen=True)
class Stop:
    """Something to do first; `key` is an outcome of the rule set (`RuleSet.outcome`), `step` where it is answered.

    `final` stops the finishing of the form; others are said once and the way goes on.
    """

    key: str
    step: str
    final: bool = True


def age(answers: dict[str, Any], today: date) -> int | None:
    """Full years of the person, or None while the birth date is unknown."""
    birth = answers.get("date_of_birth")
    return youngest_age(birth, today) if birth else None


def is_minor(answers: dict[str, Any], today: date) -> bool:
    """Whether the person is under the age from which one decides alone."""
    years = age(answers, today)
    return years is not None and years < ruleset_for(today).adult_age


def asked_by_relative(answers: dict[str, Any], today: date) -> bool:
    """Whether somebody writes for an adult: then it is a request, which the person confirms before it is filed."""
    return answers.get("writer", "self") != "self" and not is_minor(answers, today)


def places_open_to(answers: dict[str, Any], today: date) -> list[str]:
    """The values of `intended_place` that the law allows for this age and residence, and `undecided`."""
    rules, years = ruleset_for(today), age(answers, today)
    steady = answers.get("residence_stable") != "no"
    places = rules.places.values() if years is None else rules.places_for(years, stable_residence=steady)
    return [*(place.key for place in places), "undecided"]


def determination_valid_until(answers: dict[str, Any], today: date) -> date | None:
    """The last day on which the person's determination counts; None without one."""
    text = answers.get("determination_date")
    if not text:
        return None
    return add_months(date.fromisoformat(text), ruleset_for(today).determination_valid_months)


def _determination(answers: dict[str, Any], today: date) -> Stop | None:
    if answers.get("substitution_status") == "now" or "determination_result" not in answers:
        return None  # the letter of the substitution clinic (F 35) stands in for the determination
    if answers["determination_result"] != "yes":
        waiting = answers["determination_result"] == "waiting"
        return Stop("determination_awaited" if waiting else "determination_missing", "bat-dau")
    until = determination_valid_until(answers, today)
    return Stop("determination_too_old", "bat-dau") if until is None or until < today else None


def stops(answers: dict[str, Any], today: date) -> list[Stop]:
    """Everything that comes first for these answers, the most urgent at the head."""
    found: list[Stop] = []
    years, rules = age(answers, today), ruleset_for(today)
    if years is not None and years < rules.from_age:
        found.append(Stop("too_young", "nguoi-dang-ky"))
    elif is_minor(answers, today) and answers.get("writer") not in rules.writers.represent_minor:
        found.append(Stop("minor_needs_representative", "nguoi-dang-ky"))
    if answers.get("home_is_safe") == "no":
        found.append(Stop("home_not_safe", "y-kien", final=False))
    if determination := _determination(answers, today):
        found.append(determination)
    if answers.get("writer") and years is not None and asked_by_relative(answers, today):
        found.append(Stop("request_of_relative", "nguoi-dang-ky", final=False))
    return found


def may_file_now(answers: dict[str, Any], today: date) -> bool:
    """Whether filing at once is offered where the ward accepts it: no relative's request, no unsafe home."""
    return not stops(answers, today)
