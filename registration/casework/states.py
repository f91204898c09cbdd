"""The states of a registration, as data: values, labels, and the groups that queries, pages and rules use.

Values are public (contract §4). Which move leads from one state to another: `moves.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a registration stands."""

    DRAFT = "draft", _("Draft")
    PREPARED = "prepared", _("Prepared, not yet received")
    RECEIVED = "received", _("Received")
    COMPLETION_REQUESTED = "completion_requested", _("Waiting for missing papers")
    DECIDED = "decided", _("Decided")
    IN_TREATMENT = "in_treatment", _("In treatment")
    COMPLETED = "completed", _("Treatment completed")
    AFTERCARE = "aftercare", _("In aftercare")
    CLOSED = "closed", _("Closed")
    NOT_ELIGIBLE = "not_eligible", _("Cannot be settled here")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MOVED = "moved", _("Moving to another ward")
    NOT_STARTED = "not_started", _("Treatment not started")
    STOPPED = "stopped", _("Treatment stopped")
    EXPIRED = "expired", _("Expired")


S = Status

# Nobody at a ward knows of these unless the person shows the code.
UNSEEN = frozenset({S.DRAFT, S.PREPARED})
# The desk has a running matter.
RUNNING = frozenset({S.RECEIVED, S.COMPLETION_REQUESTED, S.DECIDED, S.IN_TREATMENT, S.COMPLETED, S.AFTERCARE})
OPEN = RUNNING | {S.MOVED}
# Nothing more happens, except forgetting on time (`retention.py`).
FINAL = frozenset({S.CLOSED, S.NOT_ELIGIBLE, S.WITHDRAWN, S.NOT_STARTED, S.STOPPED, S.EXPIRED})
# What the police desk sees without a code: everything from receipt on.
POLICE_DESK_SEES = (OPEN | FINAL) - {S.EXPIRED}
# What the committee desk sees: from the decision on, where it names a helper and decides on aftercare.
COMMITTEE_DESK_SEES = frozenset({S.DECIDED, S.IN_TREATMENT, S.COMPLETED, S.AFTERCARE, S.CLOSED})

# The inbox's tabs, in the order of an officer's day.
TABS = {
    "desk": frozenset({S.PREPARED, S.RECEIVED, S.MOVED}),
    "person": frozenset({S.COMPLETION_REQUESTED, S.DECIDED}),
    "treatment": frozenset({S.IN_TREATMENT}),
    "aftercare": frozenset({S.COMPLETED, S.AFTERCARE}),
    "done": FINAL - {S.EXPIRED},
}
TAB_LABELS = {
    "desk": _("For the desk"),
    "person": _("Waiting for the person"),
    "treatment": _("In treatment"),
    "aftercare": _("Aftercare"),
    "done": _("Done"),
}
