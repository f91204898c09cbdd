"""What the registration's own moves mean for a booked visit; registered with casework's listeners and erasure."""

from datetime import datetime

from portal.calendar.deadlines import VIETNAM
from registration.casework.models import Event, Registration

from .actions.book import BOOKABLE
from .actions.change import change
from .models import Appointment
from .states import State

# The first moves of every registration: no visit can be there yet, and the finish of the form stays short.
FIRST = frozenset({"prepare", "file"})
# The person stands at the desk.
SEEN = frozenset({"receive", "complete"})
ELSEWHERE = frozenset({"move"})
MERGED = "ward-merged"


def after(event: Event) -> None:
    """Received today: the visit was kept. Withdrawn, expired, refused, in another ward: the place is free again."""
    if event.kind in FIRST:
        return
    if event.kind == MERGED:
        _follow(event)
        return
    if event.kind not in SEEN and event.kind not in ELSEWHERE and event.to_status in BOOKABLE:
        return
    visit = Appointment.objects.select_for_update().filter(registration_id=event.registration_id).booked().first()
    if visit is None:
        return
    if event.kind in SEEN:
        if _day(visit.starts_at) == _day(event.at):
            change(visit, State.KEPT, event.at, event.actor, noted_by=event.actor)
    elif visit.starts_at > event.at:
        change(visit, State.CANCELLED, event.at, event.actor)
    else:
        change(visit, State.LAPSED, event.at, event.actor)


def _follow(event: Event) -> None:
    """The ward became part of another: the same time, at the new ward's desk, whatever is booked there already.

    Nobody who was promised a time loses it to a merger; one visit more than the desk has places is the lesser evil.
    """
    new = event.detail["to_ward"]
    for visit in Appointment.objects.select_for_update().filter(registration_id=event.registration_id).booked():
        taken = Appointment.objects.filter(ward=new, starts_at=visit.starts_at).booked()
        seats = set(taken.values_list("seat", flat=True))
        visit.ward_id, visit.changed_at = new, event.at
        visit.seat = next(number for number in range(len(seats) + 1) if number not in seats)
        visit.save(update_fields=["ward", "seat", "changed_at"])


def forget(registration: Registration) -> None:
    """The registration is erased: when its person came is nobody's business any more."""
    Appointment.objects.filter(registration=registration).delete()


def _day(moment: datetime) -> object:
    return moment.astimezone(VIETNAM).date()
