"""Work that must not be forgotten, asked for by any room beside a conversation and kept by one of them.

`ask` and `settle` run in the caller's transaction. The room that keeps the tasks (`hotline.callbacks`) registers its
keeper in `ready()`; rooms that ask know nothing of it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from hotline.conversations.models import Conversation


@dataclass(frozen=True)
class Todo:
    """One thing to do. `key` makes a second asking the same thing while it is open; `path` is the staff page where it
    is done; `urgent` goes to the supervisors at once. It holds no word of a person."""

    kind: str
    key: str
    due_at: datetime
    conversation: Conversation | None = None
    user: Any = None
    path: str = ""
    urgent: bool = False


class Keeper(Protocol):
    """Who keeps the tasks."""

    def ask(self, todo: Todo) -> None: ...

    def settle(self, key: str, user: Any) -> None: ...


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> Keeper:
    """Give every task to `keeper`; the same one twice is registered once."""
    if keeper not in _keepers:
        _keepers.append(keeper)
    return keeper


def ask(todo: Todo) -> None:
    """Ask for `todo`, once per open key."""
    for keeper in _keepers:
        keeper.ask(todo)


def settle(key: str, user: Any = None) -> None:
    """What was asked for under `key` has been done (by `user`); nothing where it is not open."""
    for keeper in _keepers:
        keeper.settle(key, user)
