"""The staff menu: every room offers its entries in a module `staff_menu.py` with a list `ITEMS`."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class MenuItem:
    """One entry: a lazily translated label, a URL name, the roles that see it (none: everyone)."""

    label: Any
    url_name: str
    roles: tuple[str, ...] = ()
    order: int = 100


@cache
def all_items() -> tuple[MenuItem, ...]:
    """Every room's entries in order."""
    modules = [f"{config.name}.staff_menu" for config in apps.get_app_configs()]
    found = [import_module(name) for name in modules if find_spec(name)]
    return tuple(sorted((item for module in found for item in module.ITEMS), key=lambda item: item.order))


def items_for(roles: set[str]) -> list[MenuItem]:
    """The entries that somebody with these roles sees."""
    return [item for item in all_items() if not item.roles or not roles.isdisjoint(item.roles)]
