"""Whom a new version touches. The rules know no registration; the room that holds them registers what it can say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.accounts.models import User

from .version import RuleSet


@dataclass(frozen=True)
class WardCount:
    """Running registrations of one ward today: which would change law, which stay, which meet it in aftercare."""

    ward: str
    name: str
    changes: int
    stays: int
    aftercare: int


@dataclass(frozen=True)
class Case:
    """One running registration that would be decided under the new version, unless it is decided before."""

    code: str
    status: str
    due_at: datetime | None


@dataclass(frozen=True)
class Effects:
    """What the room of the registrations can say."""

    by_ward: Callable[[], Sequence[WardCount]]
    undecided_of: Callable[[User], Sequence[Case]]
    problem: Callable[[RuleSet], str]
    """What the room cannot do under such a rule set, as the strict reader says it; empty where nothing."""


_registered: list[Effects] = []


def register(effects: Effects) -> None:
    """Say what can be said about running registrations from now on (called once, in `ready()`)."""
    _registered[:] = [effects]


def by_ward() -> Sequence[WardCount]:
    """Counts by ward, for administrators: no person in them."""
    return _registered[0].by_ward() if _registered else ()


def problem(rules: RuleSet) -> str:
    """What could not be done under `rules`; empty where nothing is known against it."""
    return _registered[0].problem(rules) if _registered else ""


def undecided_of(user: User) -> Sequence[Case]:
    """The undecided registrations that `user` may see."""
    return _registered[0].undecided_of(user) if _registered else ()
