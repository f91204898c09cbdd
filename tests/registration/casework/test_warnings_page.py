"""`/staff/warnings/` and the number on the staff home: each role reads what addresses it, a coordinator never a file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.casework.actions.move import move
from registration.casework.escalation import raising
from tests.registration.casework.cast import MORNING, at, filed, signed_in
from tests.registration.casework.walk import to

URL = "/staff/warnings/"
LATE = MORNING + timedelta(hours=30)


@pytest.fixture
def late(cast):
    """Over its time, every level warned."""
    registration = to("received", cast)
    raising.raise_due(LATE)
    return registration


@pytest.mark.parametrize("who", ["officer", "chief"])
def test_a_desk_finds_its_late_files_with_a_link(cast, late, who):
    with at(LATE):
        page = signed_in(getattr(cast, who)).get(URL).content.decode()
    assert f'href="/staff/registrations/{late.display_code}/"' in page


def test_the_coordinator_reads_ward_step_count_and_hours_and_nothing_of_the_file(cast, late):
    with at(LATE):
        page = signed_in(cast.coordinator).get(URL).content.decode()
    assert "Hoàn Kiếm" in page
    assert ">6</td>" in page
    for secret in (late.display_code, late.code, "Trần", "T. M. T."):
        assert secret not in page


@pytest.mark.parametrize("who", ["counsellor", "editor", "administrator", "helper"])
def test_who_is_never_warned_has_no_such_page(cast, who):
    assert signed_in(getattr(cast, who)).get(URL).status_code == 403


def test_the_ward_next_door_reads_nothing_of_it(cast, late):
    with at(LATE):
        assert late.display_code not in signed_in(cast.officer_next_door).get(URL).content.decode()


def test_a_file_on_its_way_is_listed_without_a_link_at_the_ward_that_sent_it(cast):
    registration = move(
        to("decided", cast), cast.officer, ward=cast.next_door, reason="x", now=MORNING + timedelta(hours=2)
    )
    raising.raise_due(LATE)
    with at(LATE):
        page = signed_in(cast.officer).get(URL).content.decode()
    assert registration.display_code in page
    assert f'href="/staff/registrations/{registration.display_code}/"' not in page


def test_the_staff_home_shows_how_much_waits(cast, late):
    with at(LATE):
        page = signed_in(cast.officer).get("/staff/").content.decode()
    assert '<span class="dv-tabs__count">1</span>' in page


def test_many_warnings_cost_as_many_questions_as_one(cast, late):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    with at(LATE):
        client = signed_in(cast.officer)
        client.get(URL)
        one = questions()
        for _ in range(12):
            filed(cast.ward)
        raising.raise_due(LATE)
        assert questions() == one
