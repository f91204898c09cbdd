"""The list of the erased: who must not come back when an older backup is restored.

It holds only model names and keys, no personal word. The worker writes it every ten minutes to
`DATA_DIR/erased.json`; copy that file away more often than you make backups. How to erase one thing again is said by
each room in its `retention.py`, as `ERASE_AGAIN = {"app.model": function(key)}`.
"""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

FILE = "erased.json"
Listed = dict[str, list[str]]


class BadList(Exception):
    """The file is not a list of the erased."""


def erasable() -> dict[str, type[Model]]:
    """Models whose rows stay, emptied, after an erasure: those with a field `erased_at`."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if any(field.name == "erased_at" for field in model._meta.fields)
    }


def erasers() -> dict[str, Callable[[str], None]]:
    """By model: the room's own way to erase the row of a key again."""
    found: dict[str, Callable[[str], None]] = {}
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "retention"):
            found |= getattr(import_module(f"{config.name}.retention"), "ERASE_AGAIN", {})
    return found


def write(path: Path) -> int:
    """Write today's list in place of an older one; how many it names."""
    listed = {label: [str(key) for key in _rows(model, is_erased=True)] for label, model in erasable().items()}
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(listed, indent=0), encoding="utf-8")
    draft.replace(path)
    return sum(map(len, listed.values()))


def read(path: Path) -> Listed:
    """The list in `path`; raises BadList."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadList(f"{path} cannot be read as a list of the erased ({type(error).__name__})") from None
    if not isinstance(listed, dict) or not set(listed) <= set(erasable()):
        raise BadList(f"{path} names things that this version does not know")
    return listed


def erase_again(listed: Listed) -> int:
    """Erase whatever of the list came back; how many did."""
    ways, models, done = erasers(), erasable(), 0
    for label, keys in listed.items():
        back = {str(key) for key in _rows(models[label], is_erased=False)} & set(keys)
        for key in sorted(back):
            ways[label](key)
        done += len(back)
    return done


def _rows(model: type[Model], *, is_erased: bool) -> Any:
    rows = model._default_manager.filter(erased_at__isnull=not is_erased)
    return rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
