"""The words of a referral, what may be told, and the table of moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PointKind(models.TextChoices):
    """What a receiving point is."""

    FACILITY = "facility", _("treatment facility")
    HEALTH = "health", _("health facility")
    COUNSELLING = "counselling", _("counselling point")
    CLUB = "club", _("club or peer group")
    LEGAL_AID = "legal_aid", _("legal aid")
    JOB_CENTRE = "job_centre", _("job centre")
    VOCATIONAL = "vocational", _("vocational school")
    CHILD = "child", _("child protection")
    OTHER = "other", pgettext_lazy("receiving point", "other")


class State(models.TextChoices):
    """Where a referral stands, in the words of the receiving point's answer."""

    SENT = "sent", pgettext_lazy("referral", "passed on, no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
    CONTACTED = "contacted", pgettext_lazy("referral", "has spoken with the person")
    CAME = "came", pgettext_lazy("referral", "the person came")
    NOT_REACHED = "not_reached", pgettext_lazy("referral", "could not reach the person")
    CANNOT = "cannot", pgettext_lazy("referral", "cannot help with this")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "stopped: the person took the consent back")
    EXPIRED = "expired", pgettext_lazy("referral", "ended without a last answer")
    FORGOTTEN = "forgotten", pgettext_lazy("referral", "erased")


OPEN = (State.SENT, State.ACCEPTED, State.CONTACTED, State.NOT_REACHED)
"""The receiving point may still answer; the consent may still be taken back."""
ANSWERS = (State.ACCEPTED, State.CONTACTED, State.CAME, State.NOT_REACHED, State.CANNOT)
"""What a receiving point may say by its link."""
ENDINGS = (State.WITHDRAWN, State.EXPIRED, State.FORGOTTEN)
"""What ends an open referral from our side."""

MOVES: dict[State, frozenset[State]] = {
    State.SENT: frozenset({*ANSWERS, *ENDINGS}),
    State.ACCEPTED: frozenset({State.CONTACTED, State.CAME, State.NOT_REACHED, State.CANNOT, *ENDINGS}),
    State.CONTACTED: frozenset({State.CAME, State.NOT_REACHED, State.CANNOT, *ENDINGS}),
    State.NOT_REACHED: frozenset({State.CONTACTED, State.CAME, State.CANNOT, *ENDINGS}),
    State.CAME: frozenset(),
    State.CANNOT: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
    State.FORGOTTEN: frozenset(),
}
"""From where to where; the property test walks it."""


class Item(models.TextChoices):
    """What may be told; each is told only where the person said so."""

    CALL_NAME = "call_name", _("What to call the person")
    PHONE = "phone", _("Phone number")
    SAFE = "safe", _("When and how to call safely")
    PROVINCE = "province", _("Where they live (province, ward)")
    NEED = "need", _("What they ask for")
    COMING = "coming", _("When they want to come")


class Way(models.TextChoices):
    """How the receiving point is told that there is something."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    NONE = "none", _("told by the counsellor")
