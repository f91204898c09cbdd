"""The hash that ties each entry to the one before, and the walk that finds the first broken tie.

The digest is SHA-256 over the entry as canonical JSON (sorted keys, no spaces, UTF-8), the digest
before it included: to change, insert or remove an entry one must rewrite all that follow. Cutting
off the end is not seen from inside; keep the head that `audit_verify` prints somewhere else.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from portal.audit.models import Entry


@dataclass(frozen=True)
class Broken:
    """The first entry that does not fit, and why."""

    entry_id: int
    why: str


@dataclass(frozen=True)
class Verdict:
    """What the walk found: how many entries, the last digest, and the first broken entry."""

    count: int
    head: str
    broken: Broken | None = None
    expected_head_found: bool = True


def digest_of(entry: Entry) -> str:
    """The digest that belongs to the entry's present content."""
    return hashlib.sha256(_text(entry, entry.previous).encode()).hexdigest()


def around_previous(entry: Entry) -> tuple[str, str]:
    """The text under the digest before and after the place of the digest before: the database puts it in."""
    # The last such place is the entry's own: only the reason follows, whose quotes are escaped.
    before, _place, after = _text(entry, "").rpartition('"previous":""')
    return f'{before}"previous":"', f'"{after}'


def _text(entry: Entry, previous: str) -> str:
    body = {
        "previous": previous,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_ref": entry.object_ref,
        "reason": entry.reason,
        "detail": entry.detail,
    }
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """`value` as JSON that PostgreSQL gives back unchanged: no floats, no NUL, no broken letters, text keys."""
    if isinstance(value, dict):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def walk(entries: Iterable[Entry], expected_head: str = "") -> Verdict:
    """Check every entry against its digest and its predecessor, oldest first."""
    head, count, found = "", 0, not expected_head
    for entry in entries:
        if entry.previous != head:
            return Verdict(count, head, Broken(entry.pk, "an entry before it is missing, or it was moved here"), found)
        if entry.digest != digest_of(entry):
            return Verdict(count, head, Broken(entry.pk, "its content was changed"), found)
        head, count = entry.digest, count + 1
        found = found or head == expected_head
    return Verdict(count, head, None, found)
