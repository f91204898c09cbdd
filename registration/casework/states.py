"""The states of a registration, as data: values, labels, and the groups that queries, pages and rules use.

Values are public (contract §4). Which move leads from one state to another: `moves.py`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a registration stands."""

    DRAFT = "draft", pgettext_lazy("status", "Draft")
    PREPARED = "prepared", pgettext_lazy("status", "Prepared, not yet received")
    RECEIVED = "received", pgettext_lazy("status", "Received")
    COMPLETION_REQUESTED = "completion_requested", pgettext_lazy("status", "Waiting for missing papers")
    DECIDED = "decided", pgettext_lazy("status", "Decided")
    IN_TREATMENT = "in_treatment", pgettext_lazy("status", "In treatment")
    COMPLETED = "completed", pgettext_lazy("status", "Treatment completed")
    AFTERCARE = "aftercare", pgettext_lazy("status", "In aftercare")
    CLOSED = "closed", pgettext_lazy("status", "Closed")
    NOT_ELIGIBLE = "not_eligible", pgettext_lazy("status", "Cannot be settled here")
    WITHDRAWN = "withdrawn", pgettext_lazy("status", "Withdrawn")
    MOVED = "moved", pgettext_lazy("status", "Moving to another ward")
    NOT_STARTED = "not_started", pgettext_lazy("status", "Treatment not started")
    STOPPED = "stopped", pgettext_lazy("status", "Treatment stopped")
    EXPIRED = "expired", pgettext_lazy("status", "Expired")


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
    "desk": pgettext_lazy("group of files", "For the desk"),
    "person": pgettext_lazy("group of files", "Waiting for the person"),
    "treatment": pgettext_lazy("group of files", "In treatment"),
    "aftercare": pgettext_lazy("group of files", "Aftercare"),
    "done": pgettext_lazy("group of files", "Done"),
}
