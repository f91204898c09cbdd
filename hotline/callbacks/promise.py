"""The numbers of `data/tasks.toml`, and the windows of time in which a call can be asked for."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from hotline.line.facts import line
from hotline.line.hours import spans_on
from portal.calendar.deadlines import VIETNAM

_FILE = Path(__file__).parent / "data" / "tasks.toml"


@dataclass(frozen=True)
class Promise:
    """Minutes, days and counts as the data file names them."""

    slot_minutes: int
    ahead_days: int
    notice_minutes: int
    soon_minutes: int
    tries: int
    retry_minutes: tuple[int, ...]
    escalate_minutes: int
    keep_days: int
    longest_days: int
    open_per_phone: int


@cache
def promise() -> Promise:
    """The data file (read once)."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Promise(**raw | {"retry_minutes": tuple(raw["retry_minutes"])})


@dataclass(frozen=True)
class Slot:
    """A window in which the person can safely be called."""

    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """How the form names it: `202611260830`, in Vietnam's time."""
        return self.starts_at.astimezone(VIETNAM).strftime("%Y%m%d%H%M")

    @property
    def words(self) -> str:
        """`08:30–09:30`."""
        return f"{self.starts_at.astimezone(VIETNAM):%H:%M}–{self.ends_at.astimezone(VIETNAM):%H:%M}"


def slots(now: datetime) -> list[Slot]:
    """Every window that can be asked for now, the earliest first."""
    known, today = promise(), now.astimezone(VIETNAM).date()
    length, earliest = timedelta(minutes=known.slot_minutes), now + timedelta(minutes=known.notice_minutes)
    found: list[Slot] = []
    for ahead in range(known.ahead_days + 1):
        for opens, closes in spans_on(line().opening, today + timedelta(days=ahead)):
            start = opens
            while start + length <= closes:
                if start >= earliest:
                    found.append(Slot(start, start + length))
                start += length
    return found


def by_day(found: list[Slot]) -> list[tuple[date, list[Slot]]]:
    """The same, day by day in Vietnam's time."""
    return [
        (day, list(group)) for day, group in groupby(found, key=lambda one: one.starts_at.astimezone(VIETNAM).date())
    ]


def open_from(moment: datetime) -> datetime:
    """`moment` where the line is open then, else the next opening after it."""
    return line().opens_at(moment) or moment


def next_try(now: datetime, tries: int, slot_starts_at: datetime | None) -> datetime:
    """When to try again after `tries` vain tries: at the same hour of the next day where the person named a safe
    window (no other hour is known to be safe), else after the pause of the data file; always while the line is open."""
    if slot_starts_at is None:
        pauses = promise().retry_minutes
        return open_from(now + timedelta(minutes=pauses[min(tries, len(pauses)) - 1]))
    again = slot_starts_at
    while again <= now:
        again += timedelta(days=1)
    return open_from(again)
