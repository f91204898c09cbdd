"""Where the answers of the wizard lead: may it go on, with whom first, and which places are open.

Pure functions over the contract's field names and a rule set; the words for each outcome, its article and its effect
stand in `data/rules.toml` under [outcomes]. Unanswered questions lead nowhere: the wizard asks them in its own order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portal.calendar.deadlines import add_months

from .ages import age_on, age_range
from .model import Effect
from .version import RuleSet

__all__ = ["Outcome", "Route", "age_on", "determination_outcome", "route"]


class Outcome(StrEnum):
    """What was found; each is a key of [outcomes] in the rule file."""

    TOO_YOUNG = "too_young"
    MINOR = "minor"
    MINOR_NEEDS_REPRESENTATIVE = "minor_needs_representative"
    HOME_NOT_SAFE = "home_not_safe"
    REQUEST_OF_RELATIVE = "request_of_relative"
    DETERMINATION_MISSING = "determination_missing"
    DETERMINATION_AWAITED = "determination_awaited"
    DETERMINATION_TOO_OLD = "determination_too_old"
    RESIDENCE_NOT_STABLE = "residence_not_stable"
    PLACE_NOT_OPEN = "place_not_open"
    FOREIGNER = "foreigner"


@dataclass(frozen=True)
class Route:
    """All that was found, weightiest first, and the places (`intended_place`) that stay open."""

    outcomes: tuple[Outcome, ...]
    effects: frozenset[Effect]
    places: tuple[str, ...]
    minor: bool

    @property
    def stops(self) -> bool:
        """There is no such procedure for this person."""
        return Effect.STOP in self.effects

    @property
    def may_file(self) -> bool:
        """Nothing stands in the way of filing, and no one else has to confirm or talk first."""
        return self.effects <= {Effect.NOTE}


def route(answers: Mapping[str, Any], rules: RuleSet, today: date) -> Route:
    """Where these answers lead under `rules` on `today`."""
    ages = age_range(answers.get("date_of_birth"), today)
    minor = ages is not None and ages[0] < rules.adult_age
    stable = answers.get("residence_stable") != "no"
    found = [
        *_about_age(answers, rules, ages),
        *_about_determination(answers, rules, today),
        *([] if stable else [Outcome.RESIDENCE_NOT_STABLE]),
        *([Outcome.FOREIGNER] if answers.get("id_kind") == "passport" else []),
    ]
    places = _open_places(rules, ages, stable)
    chosen = answers.get("intended_place")
    if chosen in rules.places and chosen not in places:
        found.append(Outcome.PLACE_NOT_OPEN)
    effects = {outcome: rules.outcome(outcome, "vi").effect or Effect.NOTE for outcome in found}
    order = list(Effect)
    found.sort(key=lambda outcome: order.index(effects[outcome]))
    return Route(tuple(found), frozenset(effects.values()), places, minor)


def determination_outcome(answers: Mapping[str, Any], rules: RuleSet, today: date) -> Outcome | None:
    """What the answers about the determination's result mean; None when it is fresh, or F 35 takes its place.

    Source: Law 120/2025, article 31.1b; Decree 163/2026, article 89.3c.
    """
    if answers.get("substitution_status") == "now":
        return None
    match answers.get("determination_result"):
        case "no":
            return Outcome.DETERMINATION_MISSING
        case "waiting":
            return Outcome.DETERMINATION_AWAITED
        case "yes":
            day = _day(answers.get("determination_date"))
            too_old = day is not None and add_months(day, rules.determination_valid_months) < today
            return Outcome.DETERMINATION_TOO_OLD if too_old else None
        case _:
            return None


def _about_determination(answers: Mapping[str, Any], rules: RuleSet, today: date) -> list[Outcome]:
    outcome = determination_outcome(answers, rules, today)
    return [outcome] if outcome else []


def _about_age(answers: Mapping[str, Any], rules: RuleSet, ages: tuple[int, int] | None) -> list[Outcome]:
    """Source: Decree 163/2026, articles 89.1 and 89.3b. With a year alone, the younger age counts for protection."""
    if ages is None:
        return []
    if ages[1] < rules.from_age:
        return [Outcome.TOO_YOUNG]
    writer = answers.get("writer")
    if ages[0] >= rules.adult_age:
        return [Outcome.REQUEST_OF_RELATIVE] if writer not in {None, "", "self"} else []
    found = [Outcome.MINOR]
    if writer and writer not in rules.writers.represent_minor:
        found.append(Outcome.MINOR_NEEDS_REPRESENTATIVE)
    if answers.get("home_is_safe") == "no":
        found.append(Outcome.HOME_NOT_SAFE)
    return found


def _open_places(rules: RuleSet, ages: tuple[int, int] | None, stable: bool) -> tuple[str, ...]:
    """Open for either possible age; without a date of birth only the residence narrows the choice."""
    return tuple(
        key
        for key, place in rules.places.items()
        if (stable or not place.needs_stable_residence)
        and (ages is None or any(place.is_open_for(age, stable_residence=stable) for age in set(ages)))
    )


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
