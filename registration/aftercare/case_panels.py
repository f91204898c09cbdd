"""What aftercare adds to the desk's page of one registration: helper, contacts, needs, and the end that comes near.

The police desk sees who helps and when; what a helper wrote stays with helper and committee desk, and that somebody has
used again stays with the helper: the committee desk reads it as "needs support soon".
"""

from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from registration.casework import lists
from registration.casework.desks import COMMITTEE, Desks
from registration.casework.models import Registration
from registration.casework.panels import Panel
from registration.casework.states import FINAL, Status

from .models import FollowUp, SupportNeed
from .overview import is_ending
from .states import NEED_STEPS, NEEDS_OPEN_IN, STEP_LABELS, Contact

SHOWN_IN = NEEDS_OPEN_IN | {Status.MOVED} | FINAL
SAID_AS = {"used_again": "much"}


def show(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """What a desk reads of the support; None before the decision and where there is nothing."""
    if registration.status not in SHOWN_IN or registration.erased_at:
        return None
    today = timezone.localdate()
    is_committee = desks.kind(registration.ward_id) == COMMITTEE
    contacts = list(registration.follow_ups.exclude(state=Contact.RESCHEDULED))
    needs = list(registration.support_needs.select_related("facility"))
    may_ask = is_committee and registration.status in NEEDS_OPEN_IN
    if not (contacts or needs or may_ask or registration.helper_id):
        return None
    assignment = registration.assignments.select_related("helper").filter(ended_at=None).first()
    return {
        "assignment": assignment,
        "needs_helper": registration.status == Status.AFTERCARE and registration.helper_id is None,
        "contacts": [
            (contact, contact.is_overdue(today), signal_for_desk(contact) if is_committee else "")
            for contact in contacts
        ],
        "needs": [(need, steps_of(need) if may_ask else []) for need in needs],
        "may_ask": may_ask,
        "is_ending": is_ending(registration, today),
        "left_open": sum(one.state == Contact.PLANNED for one in contacts) + sum(bool(steps_of(n)) for n in needs),
    }


def signal_for_desk(contact: FollowUp) -> str:
    """How the person is, as the committee desk may read it; empty where nothing was said."""
    signal = contact.words.get("signal", "")
    return lists.words("support_signal", SAID_AS.get(signal, signal)) if signal else ""


def steps_of(need: SupportNeed) -> list[tuple[str, Any]]:
    """The steps that a need allows now, with their labels."""
    return [(name, STEP_LABELS[name]) for name, (at, _to) in NEED_STEPS.items() if need.state in at]


PANELS = [Panel("aftercare", "aftercare/panel.html", show, order=60)]
