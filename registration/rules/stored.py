"""All versions that count now: those of the file and the approved ones of the database, in every process alike.

Each process keeps what it read and asks at most every RULES_FRESH_S seconds, with one small query, whether anything was
approved or withdrawn. A version is approved for a later day (`actions/review.py`), so all processes know it long before
it counts, and none has to be restarted.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import Error, transaction
from django.db.models import Count, Max

from .models import RuleSetVersion
from .one_version import read_version
from .reading import DATA, RulesError, read_rules
from .version import RuleSet

_log = logging.getLogger("registration.rules")
Stamp = tuple[Any, ...]


@dataclass(frozen=True)
class Known:
    """What this process knows. `broken`: approved, but not readable by this portal, and so refused when asked for."""

    checked: float
    stamp: Stamp
    rules: Mapping[str, RuleSet]
    broken: Mapping[str, tuple[date, str]]


@lru_cache(maxsize=1)
def of_the_file() -> Mapping[str, RuleSet]:
    """The versions that came with the portal, read once for each process."""
    return read_rules(DATA.read_text(encoding="utf-8"))


_known: Known | None = None


def known() -> Known:
    """Every version, at most RULES_FRESH_S seconds old."""
    global _known  # noqa: PLW0603  # one memory for each process, replaced as a whole
    now, found = time.monotonic(), _known
    if found is None or now - found.checked >= settings.RULES_FRESH_S:
        found = _known = _looked_up(now, found)
    return found


def forget() -> None:
    """Ask the database at the next question."""
    global _known  # noqa: PLW0603
    _known = None


def _looked_up(now: float, before: Known | None) -> Known:
    if not settings.RULES_FRESH_S:  # versions of the file only
        return Known(now, (), of_the_file(), {})
    try:
        with transaction.atomic():  # a failure must not spoil the caller's transaction
            stamp = _stamp()
            if before is not None and before.stamp == stamp:
                return replace(before, checked=now)
            rows = list(RuleSetVersion.objects.approved())
    except (Error, SynchronousOnlyOperation):
        _log.warning("the versions of the rules cannot be asked for; what is known goes on", exc_info=True)
        return replace(before, checked=now) if before is not None else Known(now, (), of_the_file(), {})
    return _put_together(now, stamp, rows)


def _stamp() -> Stamp:
    found = RuleSetVersion.objects.approved().order_by().aggregate(count=Count("pk"), last=Max("approved_at"))
    return found["count"], found["last"]


def _put_together(now: float, stamp: Stamp, rows: list[RuleSetVersion]) -> Known:
    rules, broken = dict(of_the_file()), {}
    for row in rows:
        if row.name in rules:  # a newer portal brought this version along
            continue
        try:
            rules[row.name] = _read(row.text, row.name)
        except RulesError as error:
            _log.critical("the approved version %s of the rules cannot be read", row.name, exc_info=True)
            broken[row.name] = (row.valid_from or date.max, str(error))
    return Known(now, stamp, _one_after_the_other(rules), broken)


@lru_cache(maxsize=16)
def _read(text: str, name: str) -> RuleSet:
    return read_version(text, name)


def _one_after_the_other(rules: Mapping[str, RuleSet]) -> dict[str, RuleSet]:
    """By their first day, each ending the day before the next begins."""
    ordered = sorted(rules.values(), key=lambda one: one.valid_from)
    found = {one.version: one for one in ordered}
    for earlier, later in pairwise(ordered):
        end = later.valid_from - timedelta(days=1)
        if earlier.valid_to != end:
            found[earlier.version] = replace(earlier, valid_to=end)
    return found
