"""The words of a private page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a private page stands."""

    NEW = "new", pgettext_lazy("private page", "the person has not chosen a PIN yet")
    OPEN = "open", pgettext_lazy("private page", "open")
    CLOSED = "closed", pgettext_lazy("private page", "closed")
    ERASED = "erased", pgettext_lazy("private page", "erased")


LIVE = (State.NEW, State.OPEN)


class Author(models.TextChoices):
    """Who wrote."""

    PERSON = "person", _("the person")
    COUNSELLOR = "counsellor", _("the counsellor")


class Meeting(models.TextChoices):
    """Where an appointment stands."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    KEPT = "kept", pgettext_lazy("meeting", "took place")
    MISSED = "missed", pgettext_lazy("meeting", "did not take place")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")
