"""The law that applies to a case: ask `ruleset_for(day of the decision)` or `ruleset("B")`, then its answers.

Everything comes from `data/rules.toml`; no number, body or article stands in code. A file with a mistake stops the
portal at its first question, with the place and the reason (`reading.RulesError`). What can be asked: `version.py`.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from .model import Line, Section
from .reading import DATA, RulesError, read_rules
from .version import NoSuchRule, RuleSet

__all__ = ["Line", "NoSuchRule", "RuleSet", "RulesError", "Section", "ruleset", "ruleset_for", "rulesets"]


@lru_cache(maxsize=1)
def rulesets() -> Mapping[str, RuleSet]:
    """All versions by name, read once for each process."""
    return read_rules(DATA.read_text(encoding="utf-8"))


def ruleset(version: str) -> RuleSet:
    """The rule set of that version. Raises NoSuchRule."""
    try:
        return rulesets()[version]
    except KeyError as error:
        raise NoSuchRule(f"no version {version!r} of the rules") from error


def ruleset_for(day: date) -> RuleSet:
    """The rule set in force on `day`: for a case, the day of its decision (Law 120/2025, article 56)."""
    for rules in rulesets().values():
        if rules.valid_from <= day and (rules.valid_to is None or day <= rules.valid_to):
            return rules
    raise NoSuchRule(f"no rules for {day:%d/%m/%Y}: the first version begins later")
