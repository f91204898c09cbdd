"""What can be booked: the desk's office hours cut into visits, without days off, closed days and what is taken.

Days off and working Saturdays come from `portal.calendar`, hours from the ward, length and capacity from `DeskTimes`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from portal.calendar import hours
from portal.calendar.deadlines import VIETNAM
from portal.calendar.models import working_days
from portal.places.models import Ward

from .models import Appointment, ClosedDay, DeskTimes

NOTICE = timedelta(hours=1)
"""A visit is booked at least so long ahead, so that the desk sees it in time."""


@dataclass(frozen=True)
class Slot:
    """A time for a visit; `free` places are left."""

    starts_at: datetime
    ends_at: datetime
    free: int

    @property
    def key(self) -> str:
        """How forms name it: `202611260830`, in Vietnam's time."""
        return self.starts_at.astimezone(VIETNAM).strftime("%Y%m%d%H%M")


def times_of(ward: Ward) -> DeskTimes:
    """How the ward takes visitors; the usual values where nobody has set any."""
    return DeskTimes.objects.filter(pk=ward.pk).first() or DeskTimes(ward=ward)


def free(ward: Ward, now: datetime) -> list[Slot]:
    """Every time with a free place, the earliest first; nothing where the ward takes no bookings or has no hours."""
    times = times_of(ward)
    if not times.takes_bookings or not ward.office_hours:
        return []
    first = now.astimezone(VIETNAM).date()
    last = first + timedelta(days=times.ahead_days)
    closed = set(ClosedDay.objects.filter(ward=ward, day__range=(first, last)).values_list("day", flat=True))
    taken = _taken(ward, first, last)
    found: list[Slot] = []
    off = working_days()
    for ahead in range(times.ahead_days + 1):
        day = first + timedelta(days=ahead)
        if day in closed:
            continue
        for opens, closes in hours.spans(ward.office_hours, day, days=off):
            found.extend(_cut(opens, closes, times, taken))
    return [slot for slot in found if slot.free and slot.starts_at >= now + NOTICE]


def by_day(slots: list[Slot]) -> list[tuple[date, list[Slot]]]:
    """The same, day by day in Vietnam's time."""
    return [
        (day, list(group)) for day, group in groupby(slots, key=lambda slot: slot.starts_at.astimezone(VIETNAM).date())
    ]


def find(ward: Ward, key: str, now: datetime) -> Slot | None:
    """The free slot of that key, or None: gone, taken, or never there."""
    return next((slot for slot in free(ward, now) if slot.key == key), None)


def _taken(ward: Ward, first: date, last: date) -> Counter[datetime]:
    begin = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last, time.min, VIETNAM) + timedelta(days=1)
    return Counter(
        Appointment.objects.filter(ward=ward).booked().between(begin, end).values_list("starts_at", flat=True)
    )


def _cut(opens: datetime, closes: datetime, times: DeskTimes, taken: Counter[datetime]) -> list[Slot]:
    """One opening span in visits of the ward's length; what is left at the end is too short for one."""
    length = timedelta(minutes=times.slot_minutes)
    number = int((closes - opens) / length)
    starts = [opens + length * n for n in range(number)]
    return [Slot(start, start + length, max(0, times.capacity - taken[start])) for start in starts]
