"""The two small machines of aftercare as data: a contact with a person, and a need for support (domain.md §7).

A contact: planned → done, missed or rescheduled (then a new one is planned); dropped when the case ended before it.
A need: asked → referred → receiving → met, or not met with a reason; steps may be skipped, settled stays settled.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from registration.casework.states import Status

# Whose helper sees them: treated at home with a helper named, and from completion to the end of aftercare.
HELPER_SEES = frozenset({Status.IN_TREATMENT, Status.COMPLETED, Status.AFTERCARE})
# A need may be noted from the decision on, as long as the case runs.
NEEDS_OPEN_IN = frozenset({Status.DECIDED, *HELPER_SEES})


class Contact(models.TextChoices):
    """Where a contact of helper and person stands."""

    PLANNED = "planned", pgettext_lazy("contact", "Planned")
    DONE = "done", pgettext_lazy("contact", "Done")
    MISSED = "missed", pgettext_lazy("contact", "Did not happen")
    RESCHEDULED = "rescheduled", pgettext_lazy("contact", "Moved to another day")
    DROPPED = "dropped", pgettext_lazy("contact", "No longer needed")


class Channel(models.TextChoices):
    """How helper and person met."""

    VISIT = "visit", pgettext_lazy("contact", "Visit")
    CALL = "call", pgettext_lazy("contact", "Phone call")
    OTHER = "other", pgettext_lazy("contact", "Another way")


class Need(models.TextChoices):
    """What somebody may need; the values of `support_needs` in the form (contract §4)."""

    VOCATIONAL = "vocational", pgettext_lazy("need", "Vocational training")
    JOB = "job", pgettext_lazy("need", "A job")
    LOAN = "loan", pgettext_lazy("need", "A loan")
    LEGAL = "legal", pgettext_lazy("need", "Legal aid")
    HEALTH = "health", pgettext_lazy("need", "Health")
    PSYCHOLOGY = "psychology", pgettext_lazy("need", "Psychological support")
    FAMILY = "family", pgettext_lazy("need", "Family")
    LIVELIHOOD = "livelihood", pgettext_lazy("need", "Livelihood")
    PAPERS = "papers", pgettext_lazy("need", "Papers")


class NeedState(models.TextChoices):
    """Where a need stands."""

    ASKED = "asked", pgettext_lazy("need", "Asked for")
    REFERRED = "referred", pgettext_lazy("need", "Referred")
    RECEIVING = "receiving", pgettext_lazy("need", "Being supported")
    MET = "met", pgettext_lazy("need", "Met")
    NOT_MET = "not_met", pgettext_lazy("need", "Not met")


N = NeedState
OPEN_NEEDS = frozenset({N.ASKED, N.REFERRED, N.RECEIVING})
# Step of the committee desk -> from which states, to which.
NEED_STEPS: dict[str, tuple[frozenset[NeedState], NeedState]] = {
    "refer": (frozenset({N.ASKED, N.REFERRED}), N.REFERRED),
    "receiving": (frozenset({N.ASKED, N.REFERRED}), N.RECEIVING),
    "met": (OPEN_NEEDS, N.MET),
    "not-met": (OPEN_NEEDS, N.NOT_MET),
}
STEP_LABELS = {
    "refer": pgettext_lazy("need", "Refer to a provider"),
    "receiving": pgettext_lazy("need", "Support has begun"),
    "met": pgettext_lazy("need", "The need is met"),
    "not-met": pgettext_lazy("need", "The need cannot be met"),
}
