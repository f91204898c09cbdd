"""The words of a conversation: its channel, state, who speaks, about what, how urgent, how it ended.

Identifiers follow the glossary; the groups below are what queries and permissions use.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """By which way the person writes."""

    WEB = "web", _("web chat")
    SMS = "sms", _("text message")


class State(models.TextChoices):
    """Where a conversation stands. `closed` is final."""

    WAITING = "waiting", _("waiting")
    OPEN = "open", _("in conversation")
    CLOSED = "closed", _("ended")


LIVE = (State.WAITING, State.OPEN)


class Author(models.TextChoices):
    """Who wrote a message."""

    VISITOR = "visitor", _("visitor")
    COUNSELLOR = "counsellor", _("counsellor")
    SYSTEM = "system", _("the service")


class Topic(models.TextChoices):
    """What the person would like to talk about; never required, never a diagnosis."""

    SELF = "self", _("About myself")
    FAMILY = "family", _("About someone in my family")
    YOUNG = "young", _("I am under 18")
    TREATMENT = "treatment", _("Ways of treatment")
    REGISTRATION = "registration", _("How registering works")
    AFTERCARE = "aftercare", _("After treatment")
    LAW = "law", _("Rights and law")
    FACILITY = "facility", _("A facility")
    EMERGENCY = "emergency", _("Someone is in danger now")
    OTHER = "other", _("Something else, or I am not sure")


class Risk(models.IntegerChoices):
    """How urgent; a life in danger comes first in every queue."""

    NONE = 0, _("no sign of danger")
    DANGER = 1, _("life may be in danger")


class Ended(models.TextChoices):
    """Who ended a conversation."""

    VISITOR = "visitor", _("visitor")
    COUNSELLOR = "counsellor", _("counsellor")
    SYSTEM = "system", _("the service")


class Outcome(models.TextChoices):
    """What came of a conversation; chosen at the wrap-up."""

    INFORMED = "informed", _("information given")
    SUPPORTED = "supported", _("listened and supported")
    REFERRED = "referred", _("told of a place or service")
    EMERGENCY = "emergency", _("emergency help called")
    CALL_BACK = "call_back", _("will come back")
    SILENT = "silent", _("the person did not answer")
    NOT_OURS = "not_ours", _("not for this line")
    UNSPECIFIED = "unspecified", _("not said")


class Presence(models.TextChoices):
    """What a counsellor says about being there."""

    AVAILABLE = "available", _("available")
    BUSY = "busy", _("busy")
    AWAY = "away", _("away")


class StepKind(models.TextChoices):
    """What happened in a conversation, for figures and for the rooms beside it."""

    STARTED = "started", _("began")
    OFFERED = "offered", _("offered to a counsellor")
    TAKEN = "taken", _("taken")
    ANSWERED = "answered", _("first answer")
    TRANSFERRED = "transferred", _("handed over")
    RELEASED = "released", _("back to the queue")
    DANGER = "danger", _("sign of danger")
    CLOSED = "closed", _("ended")
    ERASED = "erased", _("erased")
    HANDED_OVER = "handed_over", _("way to registering shown")
