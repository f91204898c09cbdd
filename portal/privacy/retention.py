"""The retention register: how long each kind of personal data is kept, and the way to forget it.

Every app that keeps personal data declares its rules in `<app>/retention.py` as `RULES`, a list, or a function
that gives one where staff may set the days; the command `retention` applies them daily, the privacy notice shows
them to the citizen.
Law 91/2025 on personal data protection: data is kept no longer than its purpose needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

Apply = Callable[[datetime, bool], int]


@dataclass(frozen=True)
class Rule:
    """One kind of data: kept `days` days, then `apply(now, dry_run)` forgets it.

    `apply` answers how many things are (dry run) or were forgotten; it must be safe to repeat.
    `description_vi` is read by citizens; `legal_note` names the article that sets the period.
    """

    name: str
    description_vi: str
    days: int
    legal_note: str
    apply: Apply


def register() -> list[Rule]:
    """The rules of all rooms, ordered by name."""
    found: list[Rule] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "retention"):
            rules = getattr(import_module(f"{config.name}.retention"), "RULES", ())
            found.extend(rules() if callable(rules) else rules)
    return sorted(found, key=lambda rule: rule.name)
