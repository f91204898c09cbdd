"""The casework cast with office hours, and a clock that stands on a Tuesday morning."""

from collections.abc import Iterator

import pytest
import time_machine

from portal.calendar import models as calendar
from tests.registration.casework.cast import MORNING, Cast, make_cast

HOURS = [
    {"weekday": day, "opens": opens, "closes": closes}
    for day in range(5)
    for opens, closes in (("07:30", "11:30"), ("13:30", "17:00"))
]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture(autouse=True)
def _calendar_read_anew() -> Iterator[None]:
    """What one test put into the calendar is rolled back in the database, and forgotten by the process."""
    yield
    calendar._reading.forget()


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    for ward in (made.ward, made.next_door):
        ward.office_hours = HOURS
        ward.save(update_fields=["office_hours"])
    return made
