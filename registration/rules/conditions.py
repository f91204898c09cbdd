"""The conditions under which a line of "what to bring" is said, over the answers of the wizard.

The rule file names them (`when = ["minor"]`); each reads the field names of the contract. An unanswered question
makes a condition false, so that nobody is told to bring what nobody knows to be needed.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .ages import age_range

Answers = Mapping[str, Any]


def _minor(answers: Answers, adult_age: int, today: date) -> bool:
    """A year alone counts as under age while it may be: the representative is asked rather once too often."""
    ages = age_range(answers.get("date_of_birth"), today)
    return ages is not None and ages[0] < adult_age


def _adult(answers: Answers, adult_age: int, today: date) -> bool:
    return answers.get("date_of_birth") is not None and not _minor(answers, adult_age, today)


CONDITIONS: dict[str, Callable[[Answers, int, date], bool]] = {
    "always": lambda answers, adult_age, today: True,
    "minor": _minor,
    "adult": _adult,
    "written_by_another": lambda answers, adult_age, today: answers.get("writer") not in {None, "", "self"},
    "substitution_now": lambda answers, adult_age, today: answers.get("substitution_status") == "now",
    "not_on_substitution": lambda answers, adult_age, today: answers.get("substitution_status") != "now",
    "result_missing": lambda answers, adult_age, today: answers.get("determination_result") in {"no", "waiting"},
    "public_facility": lambda answers, adult_age, today: answers.get("intended_place") == "public_facility",
    "home_community": lambda answers, adult_age, today: answers.get("intended_place") == "home_community",
    "passport": lambda answers, adult_age, today: answers.get("id_kind") == "passport",
    "no_identity_paper": lambda answers, adult_age, today: answers.get("id_kind") == "none",
    "residence_not_stable": lambda answers, adult_age, today: answers.get("residence_stable") == "no",
}


def holds(name: str, answers: Answers, adult_age: int, today: date) -> bool:
    """Does condition `name` hold? `adult_age` comes from the rule set."""
    return CONDITIONS[name](answers, adult_age, today)
