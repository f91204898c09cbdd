"""Where this person may be treated: the rule set's places held against age and residence (domain.md §3)."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.rules.ruleset import RuleSet

from . import lookups


def earlier_count(answers: dict[str, Any]) -> int:
    """How often the person was in voluntary treatment before, as told; nothing told counts as never."""
    told = str(answers.get("earlier_voluntary_count") or "0")
    return int(told) if told.isdigit() else 0


def refusal(place: str, answers: dict[str, Any], rules: RuleSet, on: date) -> str | Promise | None:
    """Why `place` is not possible for the person on a day, in words for the officer; None when it is."""
    if place not in rules.places:
        return _("Choose where the treatment takes place.")
    allowed = rules.places[place]
    age = lookups.age(str(answers.get("date_of_birth") or ""), on)
    if age is not None and not allowed.allows_age(age):
        return _("The law does not allow this place at the person's age.")
    if answers.get("residence_stable") == "no" and not allowed.without_stable_residence:
        return _("Without a stable residence the law allows only a public facility or a reformatory school.")
    return None
