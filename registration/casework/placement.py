"""Where this person may be treated: the rule set's places held against age and residence (domain.md §3)."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.rules.ages import age_range
from registration.rules.model import Place
from registration.rules.ruleset import RuleSet


def earlier_count(answers: dict[str, Any]) -> int:
    """How often the person was in voluntary treatment before, as told; nothing told counts as never."""
    told = str(answers.get("earlier_voluntary_count") or "0")
    return int(told) if told.isdigit() else 0


def open_places(answers: dict[str, Any], rules: RuleSet, on: date) -> list[Place]:
    """The places that the law opens to the person on a day; with a year of birth alone, those of either age."""
    ages = age_range(answers.get("date_of_birth"), on)
    stable = answers.get("residence_stable") != "no"
    return [
        place
        for place in rules.places.values()
        if any(place.is_open_for(age, stable_residence=stable) for age in ages or (place.from_age,))
    ]


def refusal(place: str, answers: dict[str, Any], rules: RuleSet, on: date) -> str | Promise | None:
    """Why `place` is not possible for the person on a day, in words for the officer; None when it is."""
    if place not in rules.places:
        return _("Choose where the treatment takes place.")
    if place not in {one.key for one in open_places(answers, rules, on)}:
        return _("The law does not open this place to a person of this age and residence.")
    return None
