"""Parts of a registration's page that other rooms add: each room offers `PANELS` in a module `case_panels.py`.

Casework knows none of these rooms; the page asks every panel what it has to show to this person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from portal.accounts.models import User

from .desks import Desks
from .models import Registration

Show = Callable[[Registration, User, Desks], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One part of the page: `template` gets what `show` answers as `panel`; None leaves the part out."""

    name: str
    template: str
    show: Show
    order: int = 100


@cache
def all_panels() -> tuple[Panel, ...]:
    """Every room's panels in order."""
    found: list[Panel] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "case_panels"):
            found.extend(import_module(f"{config.name}.case_panels").PANELS)
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown(registration: Registration, user: User, desks: Desks) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of each panel that has something for `user`, in order."""
    found = ((panel.template, panel.show(registration, user, desks)) for panel in all_panels())
    return [(template, content) for template, content in found if content is not None]
