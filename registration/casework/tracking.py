"""What the citizen may know of their own registration: where it stands, what happened, which clock runs, who opened it.

The page that uses this proves first, by a one-time code to the phone, who asks.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import Role
from portal.audit.models import Entry
from portal.places.models import Ward

from . import clock, codes, lookups, reading, story
from .models import Registration
from .states import Status

READERS_SHOWN = 100


@dataclass(frozen=True)
class Step:
    """One thing that happened: when, what in plain words, and its particulars."""

    kind: str
    at: datetime
    title: str
    lines: list[str]
    status: str


@dataclass(frozen=True)
class Reader:
    """Somebody of a desk opened the file: in which role, of which ward, when, what; never who by name."""

    at: datetime
    role: str
    ward: str
    what: str


def find(code: str, phone: str) -> Registration | None:
    """The registration of a code as typed, if `phone` in any spelling is the person's; erased ones are not found."""
    index = lookups.phone_index(phone)
    try:
        signs = codes.normalise(code)
    except codes.BadCode:
        return None
    if not index:
        return None
    return Registration.objects.select_related("ward").filter(code=signs, phone_index=index, erased_at=None).first()


def timeline(registration: Registration, lang: str) -> list[Step]:
    """Everything that happened, oldest first, in the words of `lang` ("vi" or "en")."""
    with translation.override(lang):
        return [
            Step(event.kind, event.at, story.told(event), story.lines(event), event.to_status)
            for event in registration.events.all()
        ]


def running_clock(registration: Registration, now: datetime | None = None) -> clock.Reading | None:
    """The legal clock that runs now, or None."""
    return clock.read(registration, now or timezone.now())


def readers(registration: Registration, lang: str = "vi") -> list[Reader]:
    """Who opened the file, newest first: role, ward and time out of the audit log."""
    entries = Entry.objects.filter(
        object_type="registration", object_ref=str(registration.pk), action__in=reading.READINGS
    ).order_by("-id")[:READERS_SHOWN]
    found = list(entries)
    wards = {ward.code: str(ward) for ward in Ward.objects.filter(code__in={e.detail.get("ward", "") for e in found})}
    with translation.override(lang):
        what = {
            reading.READ: _("Opened the file"),
            reading.OPENED: _("Opened the file with your code"),
            reading.DOCUMENT: _("Downloaded a paper"),
            reading.FORM: _("Made an official form"),
            reading.HELPER_READ: _("Opened what a helper needs to know"),
            reading.FACILITY_READ: _("Opened what a facility needs to know"),
        }
        roles = {str(value): str(label) for value, label in Role.choices}
        return [
            Reader(
                entry.at,
                roles.get(entry.detail.get("role", ""), _("Staff")),
                wards.get(entry.detail.get("ward", ""), ""),
                what[entry.action],
            )
            for entry in found
        ]


def may_answer(registration: Registration) -> bool:
    """Whether the desk waits for the person's missing parts."""
    return registration.status == Status.COMPLETION_REQUESTED


def may_withdraw(registration: Registration) -> bool:
    """Whether the person can still withdraw."""
    return registration.status in {Status.PREPARED, Status.RECEIVED, Status.COMPLETION_REQUESTED}
