"""One key from twenty senders at once, on a real database with real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework.models import Registration
from tests.registration.casework.cast import make_cast

from .conftest import WHOLE, make_system

TIMES = 20


@pytest.fixture
def integrator(transactional_db):
    make_cast()
    return make_system("registrations:create")


def at_once(work):
    ready = Barrier(TIMES)

    def one(number):
        try:
            ready.wait(30)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(one, range(TIMES)))


def test_twenty_posts_of_one_key_are_one_registration_with_one_answer(integrator):
    responses = at_once(lambda _number: integrator.post(key="one-key"))
    assert sorted(one.status_code for one in responses) == [200] * (TIMES - 1) + [201]
    assert len({one.content for one in responses}) == 1
    assert Registration.objects.count() == OutboundMessage.objects.count() == 1
    assert Entry.objects.filter(action="api.create").count() == 1


def test_of_twenty_bodies_under_one_key_one_wins_and_the_others_are_told(integrator):
    responses = at_once(lambda number: integrator.post(WHOLE | {"note": str(number)}, key="one-key"))
    assert sorted(one.status_code for one in responses) == [201] + [409] * (TIMES - 1)
    assert Registration.objects.count() == 1
