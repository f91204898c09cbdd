"""What rooms above the desks add to the warnings: counts of their own work that falls due. Registered in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from portal.accounts.models import User


@dataclass(frozen=True)
class Line:
    """`number` things named `label` press for somebody; `url_name` is the page that lists them. No name, no code."""

    label: str
    number: int
    url_name: str


Counter = Callable[[User, datetime], list[Line]]
_counters: list[Counter] = []


def register(counter: Counter) -> Counter:
    """Ask `counter(user, now)` from now on; the same function twice is registered once."""
    if counter not in _counters:
        _counters.append(counter)
    return counter


def lines(user: User, now: datetime) -> list[Line]:
    """What presses for `user` beside the files' own steps."""
    return [line for counter in _counters for line in counter(user, now) if line.number]
