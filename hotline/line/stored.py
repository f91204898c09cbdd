"""What counts now: the data files that came with the portal, and above them what supervisors saved.

Each process keeps what it read and asks at most every LINE_FRESH_S seconds, with one small query, whether anything was
saved since. So a change reaches every process within seconds, without a restart, and no message costs a query.
LINE_FRESH_S = 0: the data files only.
"""

import copy
import logging
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import Error, transaction
from django.db.models import Max

from hotline.line.models import Edition
from hotline.line.parts import Part

_log = logging.getLogger("hotline.line")
_DATA = Path(__file__).parent / "data"
_FILES = ("line", "canned", "danger", "topics")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Known:
    """What this process knows: the contents by part; `stamp` is the newest edition read (0: none)."""

    checked: float
    stamp: int
    contents: Mapping[str, Mapping[str, Any]]


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name in _FILES:
        found |= tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return {part: found[part] for part in Part.values}


def shipped(part: str) -> dict[str, Any]:
    """The content of `part` as it came with the portal; a copy."""
    return copy.deepcopy(_shipped()[part])


_known: Known | None = None
_made: dict[tuple[Any, ...], tuple[tuple[Any, ...], Any]] = {}


def known() -> Known:
    """All parts, at most LINE_FRESH_S seconds old."""
    global _known  # noqa: PLW0603  # one memory for each process, replaced as a whole
    now, found = time.monotonic(), _known
    if found is None or now - found.checked >= settings.LINE_FRESH_S:
        found = _known = _looked_up(now, found)
    return found


def forget() -> None:
    """Ask the database at the next question."""
    global _known  # noqa: PLW0603
    _known = None


def content(part: str) -> dict[str, Any]:
    """What counts for `part` now; a copy that one may change."""
    return copy.deepcopy(dict(known().contents[part]))


def made(build: Callable[..., Made], *parts: str) -> Made:
    """`build(content of each part)`, built again only after one of them was changed."""
    found = known()
    contents = tuple(found.contents[part] for part in parts)
    kept = _made.get((build, parts))
    if kept is None or any(old is not new for old, new in zip(kept[0], contents, strict=True)):
        kept = _made[(build, parts)] = (contents, build(*contents))
    value: Made = kept[1]
    return value


def _looked_up(now: float, before: Known | None) -> Known:
    files = Known(now, 0, _shipped())
    if not settings.LINE_FRESH_S:
        return files
    try:
        with transaction.atomic():  # a failure must not spoil the caller's transaction
            stamp = Edition.objects.aggregate(last=Max("pk"))["last"] or 0
            if before is not None and before.stamp == stamp:
                return replace(before, checked=now)
            rows = list(Edition.objects.newest())
    except (Error, SynchronousOnlyOperation):
        _log.warning("the line's texts cannot be asked for; what is known goes on", exc_info=True)
        return replace(before, checked=now) if before is not None else files
    contents = dict(files.contents)
    for row in rows:
        if row.part in contents:
            # What the portal learned since the edition was saved keeps its shipped value.
            contents[row.part] = {**contents[row.part], **(row.content or {})}
    return Known(now, stamp, contents)
