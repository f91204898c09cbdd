"""The staff menu: every room offers its entries in a module `staff_menu.py` with a list `ITEMS`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class MenuItem:
    """One entry: a lazily translated label, a URL name, the roles that see it (none: everyone).

    `line` says on the staff home, in one sentence, what one does there.
    """

    label: Any
    url_name: str
    roles: tuple[str, ...] = ()
    order: int = 100
    line: Any = ""
    count: Callable[[Any], int] | None = None
    """How much waits there for a user; shown on the staff home."""


@cache
def all_items() -> tuple[MenuItem, ...]:
    """Every room's entries in order."""
    found: list[MenuItem] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "staff_menu"):
            found.extend(import_module(f"{config.name}.staff_menu").ITEMS)
    return tuple(sorted(found, key=lambda item: item.order))


def items_for(roles: set[str]) -> list[MenuItem]:
    """The entries that somebody with these roles sees."""
    return [item for item in all_items() if not item.roles or not roles.isdisjoint(item.roles)]
