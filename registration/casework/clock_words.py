"""A clock in words for staff: its name and what is left, in the unit that people plan with."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .clock import Reading

NAMES = {
    "decision": gettext_lazy("Decision"),
    "begin": gettext_lazy("Start of treatment"),
    "term": gettext_lazy("End of treatment"),
    "aftercare_proposal": gettext_lazy("Aftercare"),
    "aftercare": gettext_lazy("End of aftercare"),
    "move_handover": gettext_lazy("Handing over"),
    "certificate": gettext_lazy("Certificate of completion"),
    "aftercare_handover": gettext_lazy("Decision on aftercare"),
    "completion": gettext_lazy("Missing papers"),
    "answered": gettext_lazy("The person has answered"),
}
SHOWN_IN_DAYS = 3


def name(reading: Reading) -> str:
    return kind(reading.name)


def kind(name: str) -> str:
    """A kind of clock or of warning in words."""
    return str(NAMES.get(name, name))


def left(reading: Reading) -> str:
    """ "5 h 20 min left", "12 days left", "2 h over"."""
    over = reading.level == "over"
    if reading.days >= SHOWN_IN_DAYS:
        words = _("%(days)s days over") if over else _("%(days)s days left")
    elif reading.hours == 0:
        words = _("%(minutes)s min over") if over else _("%(minutes)s min left")
    else:
        words = _("%(hours)s h %(minutes)s min over") if over else _("%(hours)s h %(minutes)s min left")
    return words % {"days": reading.days, "hours": reading.hours, "minutes": reading.minutes}


def left_until(due_at: datetime, now: datetime) -> str:
    """What is left until a moment, or over since, in the same words."""
    return left(Reading("", due_at, due_at - now, 0.0))


def bar(reading: Reading | None) -> dict[str, object] | None:
    """The arguments of the design system's clock component."""
    if reading is None:
        return None
    state = {"over": "over", "very_near": "near", "near": "near"}.get(reading.level, "")
    return {"percent": reading.percent, "text": f"{name(reading)}: {left(reading)}", "state": state}
