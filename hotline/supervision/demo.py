"""Demo shifts: this week and the next, early and late, for the demo's counsellors."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from hotline.supervision.models import Shift
from hotline.supervision.shifts import at, monday_of, staff

ORDER = 75
TIMES = ((time(7, 30), time(14, 30)), (time(14, 30), time(21, 30)))


def load(size: float, out: Any) -> None:
    """Two people a day, in turn. Again only what is missing."""
    people = list(staff())
    if not people or Shift.objects.exists():
        return
    monday = monday_of(timezone.localdate())
    planned = [
        Shift(
            user=people[(2 * day + part) % len(people)],
            starts_at=at(monday + timedelta(days=day), starts),
            ends_at=at(monday + timedelta(days=day), ends),
        )
        for day in range(14)
        for part, (starts, ends) in enumerate(TIMES)
    ]
    Shift.objects.bulk_create(planned, ignore_conflicts=True)
    out.write(f"shifts: {Shift.objects.count()}")
