"""The way of a report as data: draft → checked → sent; back to draft from checked; a sent one is only corrected.

Nobody checks what they drafted themselves (a constraint of the database says so too), and nothing is checked before
its period is over. The functions are in `actions/reports.py`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from .models import State


@dataclass(frozen=True)
class ReportMove:
    """One row: `name` is the address, `to` None keeps the state (or removes the draft, or opens a new version)."""

    name: str
    label: str | Promise
    at: State
    to: State | None
    other_person: bool = False
    """Only somebody else than the drafter."""
    drafter: bool = False
    """Only the drafter."""
    closed: bool = False
    """Only when the period is over."""
    main: bool = False


MOVES = (
    ReportMove("refresh", pgettext_lazy("report", "Count again"), State.DRAFT, None),
    ReportMove(
        "check", pgettext_lazy("report", "Checked: the figures are right"), State.DRAFT, State.CHECKED,
        other_person=True, closed=True, main=True,
    ),
    ReportMove("discard", pgettext_lazy("report", "Discard this draft"), State.DRAFT, None, drafter=True),
    ReportMove("hand-back", pgettext_lazy("report", "Back to draft"), State.CHECKED, State.DRAFT),
    ReportMove("send", pgettext_lazy("report", "Mark as sent"), State.CHECKED, State.SENT, closed=True, main=True),
    ReportMove("correct", pgettext_lazy("report", "Correct it in a new version"), State.SENT, None),
)  # fmt: skip
BY_NAME = {move.name: move for move in MOVES}
