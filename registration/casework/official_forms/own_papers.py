"""What only the person's own papers print: wishes, both voices, history (application and personal history)."""

from typing import Any

from registration.rules.ruleset import RuleSet

from .editions import value, words


def is_minor(answers: dict[str, Any]) -> bool:
    """A representative wrote it, or both voices are there."""
    return bool(answers.get("representative_opinion") or answers.get("person_own_wish"))


def own_papers(answers: dict[str, Any], rules: RuleSet) -> dict[str, Any]:
    """Wishes and history, as text."""
    return _wishes(answers, rules) | _history(answers)


def _wishes(answers: dict[str, Any], rules: RuleSet) -> dict[str, Any]:
    minor = is_minor(answers)
    roles, own = words()["signatures"], answers.get("writer", "self") == "self"
    signers = ["person"] if own else ["writer", "person"]
    names = {"person": str(answers.get("full_name") or ""), "writer": str(answers.get("writer_name") or "")}
    heads = {"writer": roles["representative"]} if minor else {}
    return {
        "places": [
            {"on": answers.get("intended_place") == place.key, "label": place.vi} for place in rules.places.values()
        ],
        "preferred_facility": answers.get("preferred_facility") or "",
        "home_plan": answers.get("home_plan") or "",
        "minor": minor,
        "representative_opinion": answers.get("representative_opinion") or "",
        "person_own_wish": answers.get("person_own_wish") or "",
        "signers": [{"role": heads.get(who, roles[who]), "hint": roles["hint"], "name": names[who]} for who in signers],
    }


def _history(answers: dict[str, Any]) -> dict[str, Any]:
    earlier = answers.get("earlier_voluntary_count")
    return {
        "education": answers.get("education") or "",
        "occupation": answers.get("occupation") or "",
        "workplace": answers.get("workplace_or_school") or "",
        "substances": ", ".join(value("substances", one) for one in answers.get("substances") or []),
        "routes": ", ".join(value("routes", one) for one in answers.get("routes") or []),
        "first_used": str(answers.get("first_used_year") or ""),
        "earlier_voluntary": "" if earlier in (None, "") else str(earlier),
        "substitution": value("substitution_status", answers.get("substitution_status")),
    }
