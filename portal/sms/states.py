"""States of an outbound message, and which may follow which: only ever forward. States of a wording."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """From our outbox to the phone. `UNKNOWN`: handed over, but no answer came: it may or may not be on its way."""

    QUEUED = "queued", _("Waiting to be sent")
    UNKNOWN = "unknown", _("Unclear whether it was sent")
    SENDING = "sending", _("With the operator")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    UNDELIVERED = "undelivered", _("Not delivered")
    FAILED = "failed", _("Failed")


class TextState(models.TextChoices):
    """The life of one wording of a registered text."""

    DRAFT = "draft", pgettext_lazy("text", "Draft")
    REGISTERED = "registered", pgettext_lazy("text", "Registered with the operator")
    IN_USE = "in_use", pgettext_lazy("text", "In use")
    RETIRED = "retired", pgettext_lazy("text", "No longer used")


# Not yet with a provider, as far as we know.
OPEN = (State.QUEUED, State.UNKNOWN)
# Nothing changes these. Without a receipt a message rests at SENT: in Vietnam that means sent, not failed.
FINAL = (State.DELIVERED, State.UNDELIVERED, State.FAILED)
# What staff must look at.
NOT_ARRIVED = (State.UNDELIVERED, State.FAILED, State.UNKNOWN)

_RANK = {
    State.QUEUED: 0,
    State.UNKNOWN: 1,
    State.SENDING: 2,
    State.SENT: 3,
    State.DELIVERED: 4,
    State.UNDELIVERED: 4,
    State.FAILED: 4,
}


def before(state: State) -> list[State]:
    """The states from which a message may move to `state`."""
    return [earlier for earlier in State if _RANK[earlier] < _RANK[state]]


def worst(states: Iterable[str]) -> State | None:
    """How several parts of one text stand together: what did not arrive first, then what is least far."""
    found = set(states)
    order = (
        State.FAILED,
        State.UNDELIVERED,
        State.UNKNOWN,
        State.QUEUED,
        State.SENDING,
        State.SENT,
        State.DELIVERED,
    )
    return next((state for state in order if state in found), None)
