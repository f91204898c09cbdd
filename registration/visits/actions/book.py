"""Book a visit, move it, cancel it: the person's own moves, from the receipt or the tracking page."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registration.casework.actions.confirm_request import UNCONFIRMED
from registration.casework.models import Registration
from registration.casework.states import Status

from .. import notices, slots
from ..errors import NotNow, SlotGone
from ..models import Appointment
from ..states import State
from .change import change, note

# The desk has still to see the person: originals, what is missing, the decision handed over.
BOOKABLE = frozenset({Status.PREPARED, Status.RECEIVED, Status.COMPLETION_REQUESTED, Status.DECIDED})
MOST = 20
KEY_LENGTH = 12
GONE = _("This time was just taken. Please choose another.")


def may_book(registration: Registration) -> bool:
    """Whether a visit can be booked: there is one to make, and the person wants the registration themselves."""
    return registration.status in BOOKABLE and not registration.answers.get(UNCONFIRMED)


def book(registration: Registration, key: str, *, now: datetime | None = None) -> Appointment:
    """The appointment at the slot of that key. A booked visit whose time is over makes room for it.

    Raises SlotGone, or NotNow where a visit is booked already or none is needed any more.
    """
    now = now or timezone.now()
    with transaction.atomic():
        case = _locked(registration)
        if earlier := _booked(case):
            if earlier.ends_at > now:
                raise NotNow(_("You have a visit already. You can move it to another time."))
            change(earlier, State.LAPSED, now)
        return _take(case, key, now)


def move(registration: Registration, key: str, *, now: datetime | None = None) -> Appointment:
    """The same visit at another time. Raises SlotGone (the old time then stays) or NotNow."""
    now = now or timezone.now()
    with transaction.atomic():
        case = _locked(registration)
        change(_ahead(case, now), State.MOVED, now)
        return _take(case, key, now)


def cancel(registration: Registration, *, now: datetime | None = None) -> Appointment:
    """The place is free again. Raises NotNow."""
    now = now or timezone.now()
    with transaction.atomic():
        return change(_ahead(_locked(registration), now), State.CANCELLED, now)


def _locked(registration: Registration) -> Registration:
    return Registration.objects.select_for_update(of=("self",)).select_related("ward").get(pk=registration.pk)


def _booked(case: Registration) -> Appointment | None:
    return Appointment.objects.select_for_update().filter(registration=case).booked().first()


def _ahead(case: Registration, now: datetime) -> Appointment:
    found = _booked(case)
    if found is None or found.starts_at <= now:
        raise NotNow(_("There is no visit ahead that could be changed."))
    return found


def _take(case: Registration, key: str, now: datetime) -> Appointment:
    """Seat the registration in a free slot: one booking at a time looks at the slot, and the database has the word."""
    if case.answers.get(UNCONFIRMED):
        raise NotNow(
            _("The person books their own visit once they have said yes. Without a booking they can come too.")
        )
    if case.status not in BOOKABLE:
        raise NotNow(_("A visit is not needed at this point."))
    if Appointment.objects.filter(registration=case).count() >= MOST:
        raise NotNow(_("This visit was changed very often. Please come in the opening hours, or ring the desk."))
    if not (key.isascii() and key.isdigit() and len(key) == KEY_LENGTH):
        raise SlotGone(_("Please choose one of the times shown."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"visit:{case.ward_id}:{key}"])
    slot = slots.find(case.ward, key, now)
    if slot is None:
        raise SlotGone(GONE)
    taken = set(
        Appointment.objects.filter(ward=case.ward, starts_at=slot.starts_at).booked().values_list("seat", flat=True)
    )
    seat = next(number for number in range(len(taken) + 1) if number not in taken)
    try:
        with transaction.atomic():
            made = Appointment.objects.create(
                registration=case,
                ward=case.ward,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                seat=seat,
                booked_at=now,
                changed_at=now,
            )
    except IntegrityError as error:
        raise SlotGone(GONE) from error
    notices.confirm(made)
    note(made, "visit.booked", None)
    return made
