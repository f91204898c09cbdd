"""The law that applies to a case: ask `ruleset_for(day of the decision)` or `ruleset("B")`, then its answers.

Everything comes from `data/rules.toml` and from the versions that were approved on the staff pages since (`stored.py`);
no number, body or article stands in code. A text with a mistake stops the portal at its first question, with the place
and the reason (`reading.RulesError`). What can be asked: `version.py`.
"""

from collections.abc import Mapping
from datetime import date

from .model import Line, Section
from .reading import RulesError
from .stored import known
from .version import NoSuchRule, RuleSet

__all__ = ["Line", "NoSuchRule", "RuleSet", "RulesError", "Section", "ruleset", "ruleset_for", "rulesets"]


def rulesets() -> Mapping[str, RuleSet]:
    """All versions by name, oldest first."""
    return known().rules


def ruleset(version: str) -> RuleSet:
    """The rule set of that version. Raises NoSuchRule; RulesError where this portal cannot read it."""
    found = known()
    if version in found.broken:
        raise RulesError(f"version {version}: {found.broken[version][1]}")
    try:
        return found.rules[version]
    except KeyError as error:
        raise NoSuchRule(f"no version {version!r} of the rules") from error


def ruleset_for(day: date) -> RuleSet:
    """The rule set in force on `day`: for a case, the day of its decision (Law 120/2025, article 56).

    Raises NoSuchRule before the first version; RulesError where the version in force cannot be read.
    """
    found = known()
    begun = [rules for rules in found.rules.values() if rules.valid_from <= day]
    if not begun:
        raise NoSuchRule(f"no rules for {day:%d/%m/%Y}: the first version begins later")
    for name, (valid_from, problem) in found.broken.items():
        if begun[-1].valid_from <= valid_from <= day:
            raise RulesError(f"version {name}: {problem}")
    return begun[-1]
