"""The retention register: how long each kind of personal data is kept, in one list, applied by one command."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True)
class Rule:
    """One kind of data: after `days` days `apply(now, dry_run)` erases it and returns how many rows it touched."""

    name: str
    description_vi: str
    days: int
    legal_note: str
    apply: Callable[[datetime, bool], int]


def register() -> list[Rule]:
    """The rules of all rooms (their modules `retention.py`, list `RULES`)."""
    modules = [f"{config.name}.retention" for config in apps.get_app_configs()]
    rooms = [import_module(name) for name in modules if name != __name__ and find_spec(name)]
    return [rule for room in rooms for rule in room.RULES]
