"""Facts that rooms above casework add to the forms: each room may offer `facts(registration)` in `form_facts.py`.

Known names: `stages` (rows: stage, from, to, result), `provider`, `provider_address`, `facility`, `facility_address`,
`end_notice_words`, `organisation`. Everything is text as it stands on paper; what nobody knows is left for the pen.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from ..models import Registration


@cache
def _rooms() -> tuple[Callable[[Registration], dict[str, Any]], ...]:
    return tuple(
        import_module(f"{config.name}.form_facts").facts
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, "form_facts")
    )


def of(registration: Registration) -> dict[str, Any]:
    """What all rooms know about this registration; empty answers are left out."""
    return {name: said for room in _rooms() for name, said in room(registration).items() if said}
