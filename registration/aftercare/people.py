"""What a helper sees of the people they support: name as told, how to reach them safely, plan, needs. Nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from registration.casework import lists
from registration.casework.models import Registration

from .models import FollowUp, SupportNeed
from .states import Contact

LATEST_WORDS = 5  # contacts whose words are shown on the page


@dataclass(frozen=True)
class Reach:
    """How to reach the person: `phone` E.164 or empty, what they allowed, and their own words on it."""

    phone: str
    may_call: bool
    may_text: bool
    shared: bool
    words: str


@dataclass(frozen=True)
class Row:
    """One person in the helper's list."""

    registration: Registration
    name: str
    reach: Reach
    next_contact: FollowUp | None
    is_overdue: bool
    open_needs: int


def name_of(registration: Registration) -> str:
    """The name as told: how the person wants to be called, else the full name."""
    return str(registration.answers.get("other_name") or registration.full_name)


def reach_of(registration: Registration) -> Reach:
    """How the person allowed to be reached."""
    answers: dict[str, Any] = registration.answers
    consent = str(answers.get("contact_consent") or "")
    phone = registration.phone
    return Reach(
        phone=phone if consent in {"call", "sms", "both"} else "",
        may_call=bool(phone) and consent in {"call", "both"},
        may_text=bool(phone) and consent in {"sms", "both"},
        shared=answers.get("phone_shared") == "yes",
        words=str(answers.get("safe_contact") or ""),
    )


def rows(registrations: Iterable[Registration], today: date) -> list[Row]:
    """The helper's list, who waits longest first; two queries for any number of people."""
    found = list(registrations)
    planned: dict[Any, FollowUp] = {}
    for contact in FollowUp.objects.planned().filter(registration__in=found).order_by("due_on", "id"):
        planned.setdefault(contact.registration_id, contact)
    needs: dict[Any, int] = {}
    for need in SupportNeed.objects.open().filter(registration__in=found).values_list("registration_id", flat=True):
        needs[need] = needs.get(need, 0) + 1
    made = [_row(item, planned.get(item.pk), needs.get(item.pk, 0), today) for item in found]
    return sorted(made, key=lambda row: (row.next_contact.due_on if row.next_contact else date.max, row.name))


def _row(item: Registration, contact: FollowUp | None, needs: int, today: date) -> Row:
    return Row(item, name_of(item), reach_of(item), contact, bool(contact and contact.is_overdue(today)), needs)


@dataclass(frozen=True)
class Line:
    """One contact on the page; `signal` and `how` are the helper's own words."""

    contact: FollowUp
    is_overdue: bool
    signal: str
    how: str


def lines(contacts: Iterable[FollowUp], today: date) -> list[Line]:
    """The contacts of one person with what was written down."""
    return [_line(contact, today) for contact in contacts]


def _line(contact: FollowUp, today: date) -> Line:
    words = contact.words
    if contact.state == Contact.MISSED:
        return Line(contact, False, "", lists.words("followup_missed", words.get("reason", "")))
    signal = lists.words("support_signal", words["signal"]) if words.get("signal") else ""
    return Line(contact, contact.is_overdue(today), signal, words.get("how", ""))
