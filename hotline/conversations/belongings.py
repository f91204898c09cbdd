"""What rooms hold for one person beyond a conversation, by an opaque key: the conversation's, later their case's.

A case shows these things to the person and takes them along when the conversation is forgotten. Each room registers
itself once in `ready()`; no room knows another.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Belonging:
    """One thing as the person sees it; `can_stop` where they may still take back their consent."""

    id: uuid.UUID
    title: str
    state: Any
    at: datetime
    can_stop: bool = False


class Room(Protocol):
    """A room that holds such things. All methods run in the caller's transaction, except `of`, which only reads."""

    def of(self, key: uuid.UUID) -> list[Belonging]: ...

    def move(self, source: uuid.UUID, target: uuid.UUID) -> None: ...

    def stop(self, key: uuid.UUID, thing: uuid.UUID) -> bool: ...

    def forget(self, key: uuid.UUID) -> None: ...


Owner = Callable[[uuid.UUID, Any], bool]
_rooms: list[Room] = []
_owners: list[Owner] = []


def register(room: Room) -> Room:
    """Ask `room` from now on; the same one twice is registered once."""
    if room not in _rooms:
        _rooms.append(room)
    return room


def register_owner(owner: Owner) -> Owner:
    """Ask `owner(key, user)` whether a member of staff acts for the person of `key` now."""
    if owner not in _owners:
        _owners.append(owner)
    return owner


def may_act_for(key: uuid.UUID, user: Any) -> bool:
    """Whether `user` acts for the person of `key` now."""
    return any(owner(key, user) for owner in _owners)


def belongings_of(key: uuid.UUID) -> list[Belonging]:
    """Everything held under `key`, the newest first."""
    return sorted((thing for room in _rooms for thing in room.of(key)), key=lambda thing: thing.at, reverse=True)


def move(source: uuid.UUID, target: uuid.UUID) -> None:
    """What was held under `source` now belongs to `target`."""
    for room in _rooms:
        room.move(source, target)


def stop(key: uuid.UUID, thing: uuid.UUID) -> bool:
    """The person takes back their consent to `thing`; False where there is no such thing under `key` to stop."""
    return any(room.stop(key, thing) for room in _rooms)


def forget(key: uuid.UUID) -> None:
    """Destroy every word held under `key`."""
    for room in _rooms:
        room.forget(key)
