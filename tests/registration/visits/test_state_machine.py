"""Whatever people and desk try in whatever order, an appointment keeps to its table and a slot to its capacity."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.casework.actions.withdraw import withdraw
from registration.casework.errors import MoveRefused
from registration.visits import slots
from registration.visits.actions.book import book, cancel, move
from registration.visits.actions.mark import mark
from registration.visits.models import Appointment
from registration.visits.states import NEXT, State
from registration.visits.tasks import lapse
from tests.registration.casework.cast import MORNING, filed, make_cast

from .conftest import HOURS

DOINGS = ("book", "move", "cancel", "kept", "missed", "wait", "lapse", "withdraw")
steps = st.lists(
    st.tuples(st.sampled_from(DOINGS), st.integers(0, 1), st.integers(0, 3), st.sampled_from([1, 5, 30, 100])),
    min_size=1,
    max_size=10,
)


def _do(what, cast, registration, slot, now):
    key = slot.key if slot else "000000000000"
    mine = Appointment.objects.filter(registration=registration).order_by("-booked_at").first()
    match what:
        case "book":
            book(registration, key, now=now)
        case "move":
            move(registration, key, now=now)
        case "cancel":
            cancel(registration, now=now)
        case "kept" | "missed" if mine:
            mark(mine, cast.officer, State(what), now=now)
        case "lapse":
            lapse(now)
        case "withdraw":
            withdraw(registration, by_citizen=True, now=now)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=steps)
def test_no_sequence_of_tries_leaves_the_table(tries):
    with transaction.atomic():
        cast = make_cast()
        cast.ward.office_hours = HOURS
        cast.ward.save(update_fields=["office_hours"])
        people = [filed(cast.ward, phone=f"+8490000012{n}") for n in range(2)]
        now = MORNING
        for what, who, place, hours in tries:
            now += timedelta(hours=hours)
            before = dict(Appointment.objects.values_list("pk", "state"))
            free = slots.free(cast.ward, now)
            with time_machine.travel(now, tick=False), suppress(MoveRefused):
                _do(what, cast, people[who], free[place] if place < len(free) else None, now)
            after = dict(Appointment.objects.values_list("pk", "state"))
            for pk, state in after.items():
                assert state == before.get(pk, State.BOOKED) or state in NEXT[before[pk]]
            seats = Counter(Appointment.objects.booked().values_list("ward", "starts_at"))
            assert all(number == 1 for number in seats.values())
        assert Appointment.objects.booked().count() <= len(people)
        transaction.set_rollback(True)
