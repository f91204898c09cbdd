"""Counts that one wing hands to the reports without either knowing the other.

A room offers `DELIVERIES` in a module `report_counts.py`; the reports ask every room for the measures they want
(`registration/reports/data/indicators.toml`, kind "given"). What nobody delivers is shown as not delivered, never as
nought.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class Wanted:
    """What the reports ask for: what happened from `since` (included) to `until` (not included) in an area.

    `province` and `ward` are codes; both empty: the whole country. A room that cannot tell an area apart delivers
    nothing for it.
    """

    since: datetime
    until: datetime
    province: str = ""
    ward: str = ""


Count = Callable[[Wanted], Mapping[str, int]]
"""Measure -> number; a measure that is left out was not counted."""


@cache
def all_deliveries() -> tuple[Count, ...]:
    """Every room's counting functions."""
    found: list[Count] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "report_counts"):
            found.extend(import_module(f"{config.name}.report_counts").DELIVERIES)
    return tuple(found)


def delivered(wanted: Wanted) -> dict[str, int]:
    """All that the rooms counted, by measure; where two count the same thing their numbers add up."""
    numbers: dict[str, int] = {}
    for count in all_deliveries():
        for measure, number in count(wanted).items():
            numbers[measure] = numbers.get(measure, 0) + number
    return numbers
