"""Twenty people press on the same last place at once: one has it, nineteen are told, and the database agrees."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from registration.casework.errors import MoveRefused
from registration.visits import slots
from registration.visits.actions.book import book
from registration.visits.models import Appointment
from tests.registration.casework.cast import MORNING, filed, make_cast

from .conftest import HOURS

PEOPLE = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_bookings_for_the_last_place_and_one_wins():
    cast = make_cast()
    cast.ward.office_hours = HOURS
    cast.ward.save(update_fields=["office_hours"])
    people = [filed(cast.ward, file_now=False, phone=f"+849000002{n:02}") for n in range(PEOPLE)]
    key = slots.free(cast.ward, MORNING)[3].key

    def press(registration):
        try:
            book(registration, key, now=MORNING)
        except MoveRefused:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        won = list(pool.map(press, people))
    assert sum(won) == 1
    assert Appointment.objects.booked().count() == 1
