"""Two people work on one file: nobody overwrites what they have not seen.

Every form carries the number of events that its page showed (`version`). When the file has gone on since, nothing is
written; the page shows what changed beside what was typed, and carries the new number. A caller without a version
(another system, an old page) is guarded by role, state and lock alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from . import story
from .errors import MoveRefused
from .models import Registration

FIELD = "version"
_MOST_DIGITS = 6


class Stale(MoveRefused):
    """The file has changed since the page was drawn; nothing was written."""


@dataclass(frozen=True)
class Change:
    """One event since then: what was done, its particulars, by whom, when."""

    title: str
    lines: list[str]
    actor: User | None
    at: datetime


def read(given: Mapping[str, str]) -> int | None:
    """The version that a form carries; None where it carries none that can be one."""
    text = str(given.get(FIELD, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def check(registration: Registration, version: int | None) -> None:
    """Raises Stale unless `registration` (as locked by the caller, or as just read) still is at `version`."""
    if version is not None and version != registration.event_count:
        raise Stale(_("Somebody else has worked on this file in the meantime. Nothing of yours has been saved yet."))


@contextmanager
def as_seen(registration: Registration, version: int | None) -> Iterator[None]:
    """Within the block the file is locked and still at `version`. Raises Stale."""
    with transaction.atomic():
        if version is not None:
            locked = Registration.objects.select_for_update(of=("self",)).only("event_count").get(pk=registration.pk)
            check(locked, version)
        yield


def changes_since(registration: Registration, version: int, desk: str) -> list[Change]:
    """What happened after `version`, oldest first, as far as `desk` reads the story."""
    events = story.for_desk(registration, desk).filter(seq__gt=version).order_by("seq")
    return [Change(story.step(event), story.lines(event), event.actor, event.at) for event in events]


def answers_at(registration: Registration, version: int) -> dict[str, Any]:
    """The answers as they stood at `version`: later corrections undone by what they noted of before."""
    answers = dict(registration.answers)
    for event in registration.events.filter(seq__gt=version).order_by("-seq"):
        answers |= event.detail.get("before", {}) if event.kind in {"correct", "contact"} else {}
    return answers
