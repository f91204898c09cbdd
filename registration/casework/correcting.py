"""Which answers the desk may put right, and how a correction that crossed another one is brought together.

Three sides: what the file said when the page was drawn, what it says now, what was typed. Where only one side changed
an answer, that side wins; where both did, the officer chooses, with both before their eyes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import answer_words, summary
from .states import Status

FIELDS = (
    "full_name", "other_name", "date_of_birth", "sex", "id_kind", "id_number", "id_issued_on", "id_issued_by",
    "residence_address", "residence_stable", "permanent_address", "phone", "contact_consent", "safe_contact",
    "determination_facility", "determination_date", "earlier_voluntary_count", "education", "occupation",
)  # fmt: skip
"""Names of contract §4. What the person alone can say (wishes, consents, health) is not the desk's to write."""
OPEN_AT = frozenset({Status.PREPARED, Status.RECEIVED, Status.COMPLETION_REQUESTED})


@dataclass(frozen=True)
class Side:
    """One answer that is not the same on all three sides, in words; `conflict` where both changed it."""

    name: str
    label: str
    before: str
    now: str
    typed: str
    conflict: bool


def changed(before: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Of the typed answers those that differ from the file's."""
    return {name: typed[name] for name in FIELDS if name in typed and not _same(before.get(name), typed[name])}


def bring_together(
    before: Mapping[str, Any], now: Mapping[str, Any], typed: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Side]]:
    """The answers to go on with, and what to show: every answer that somebody changed."""
    merged, sides = {}, []
    for name in FIELDS:
        mine, theirs = not _same(before.get(name), typed.get(name)), not _same(before.get(name), now.get(name))
        merged[name] = typed.get(name) if mine else now.get(name)
        if mine or theirs:
            conflict = mine and theirs and not _same(now.get(name), typed.get(name))
            was, stands, said = (in_words(name, side.get(name)) for side in (before, now, typed))
            sides.append(Side(name, answer_words.label(name), was, stands, said, conflict))
    return merged, sides


def in_words(name: str, value: Any) -> str:
    """An answer as the officer who compares originals reads it, numbers in full."""
    if value in (None, "", []):
        return "–"
    return str(value) if name in {"id_number"} else summary.value_in_words(name, value)


def _same(one: Any, other: Any) -> bool:
    return str(one if one is not None else "") == str(other if other is not None else "")
