"""What others may know of the support: the citizen on the tracking page, the official forms, the person's own data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registration.casework import clock, lists
from registration.casework.models import Registration
from registration.casework.states import Status

from .models import FollowUp
from .states import NEEDS_OPEN_IN, Contact


@dataclass(frozen=True)
class CitizenSummary:
    """For the person: who helps, when they meet next, what is being arranged."""

    helper: str
    organisation: str
    next_contact_on: date | None
    last_day: date | None
    needs: list[tuple[str, str, str]]
    """(what, where it stands, who supports), in the language of the page."""


@dataclass(frozen=True)
class FormFacts:
    """For the forms on aftercare and helper (F 53, F 55, F 59, F 60): who, for whom, since when, until when."""

    helper: str
    organisation: str
    form: str
    since: date | None
    until: date | None
    contacts: tuple[date, ...]


def summary_for_citizen(registration: Registration) -> CitizenSummary | None:
    """What the person reads while support runs; None where none has begun and no need is noted."""
    if registration.status not in NEEDS_OPEN_IN | {Status.MOVED}:
        return None
    assignment = registration.assignments.select_related("helper").filter(ended_at=None).first()
    planned = registration.follow_ups.filter(state=Contact.PLANNED).order_by("due_on").first()
    needs = [
        (str(need.get_kind_display()), str(need.get_state_display()), need.provider_name)
        for need in registration.support_needs.select_related("facility")
    ]
    if assignment is None and planned is None and not needs:
        return None
    return CitizenSummary(
        helper=assignment.helper.full_name if assignment else "",
        organisation=assignment.organisation if assignment else "",
        next_contact_on=planned.due_on if planned else None,
        last_day=registration.aftercare_ends_on,
        needs=needs,
    )


def form_facts(registration: Registration) -> FormFacts | None:
    """What the official forms say of helper and aftercare, from the latest assignment; None before there is one."""
    assignment = registration.assignments.select_related("helper").last()
    if assignment is None:
        return None
    contacts = FollowUp.objects.filter(registration=registration, number__gt=0).exclude(state=Contact.RESCHEDULED)
    return FormFacts(
        helper=assignment.helper.full_name,
        organisation=assignment.organisation,
        form=assignment.form,
        since=clock.today(assignment.started_at),
        until=registration.aftercare_ends_on,
        contacts=tuple(contacts.values_list("due_on", flat=True)),
    )


def own_data(registration: Registration) -> dict[str, Any]:
    """Everything kept here about the person, for their own copy: contacts with words, needs with what came of them."""
    return {
        "contacts": [
            {
                "planned_for": contact.due_on,
                "state": str(contact.get_state_display()),
                "day": contact.happened_on,
                "how": contact.words.get("how", ""),
                "said": lists.words("support_signal", contact.words["signal"]) if contact.words.get("signal") else "",
            }
            for contact in registration.follow_ups.all()
        ],
        "needs": [
            {
                "what": str(need.get_kind_display()),
                "state": str(need.get_state_display()),
                "asked_on": need.asked_on,
                "provider": need.provider_name,
                "result": need.words,
            }
            for need in registration.support_needs.select_related("facility")
        ],
    }
