"""Parts beside an opened conversation that other rooms add: each room offers `PANELS` in `console_panels.py`.

The console asks every panel what it has to show to this member of staff about this conversation. A panel's template
is a fragment; its forms post to the room's own addresses (plain form fields, CSRF token, `conversation` as UUID).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from hotline.conversations.models import Conversation
from portal.accounts.models import User

Show = Callable[[Conversation, User], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One part: `template` gets what `show` answers as `panel`; None leaves the part out. `title` heads it."""

    name: str
    title: str | Promise
    template: str
    show: Show
    order: int = 100


@cache
def all_panels() -> tuple[Panel, ...]:
    """Every room's panels in order."""
    found: list[Panel] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "console_panels"):
            found.extend(import_module(f"{config.name}.console_panels").PANELS)
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown(conversation: Conversation, user: User) -> list[tuple[Panel, dict[str, Any]]]:
    """Each panel that has something for `user`, with its content, in order."""
    found = ((panel, panel.show(conversation, user)) for panel in all_panels())
    return [(panel, content) for panel, content in found if content is not None]
