"""The screen on which an administrator changes the calendar."""

from datetime import date

import pytest

from portal.accounts.models import User
from portal.calendar.deadlines import is_day_off
from portal.calendar.models import DayOff, forget_working_days
from tests.registration.casework.cast import signed_in

MONDAY = date(2026, 11, 30)


@pytest.fixture
def administrator(db):
    forget_working_days()
    yield signed_in(User.objects.create_superuser("calendar.admin@example.test", "a-long-password-here"))
    forget_working_days()


def test_an_administrator_takes_a_day_off_and_deadlines_follow(administrator):
    answer = administrator.post(
        "/cms/snippets/calendar/dayoff/add/",
        {"date": "2026-11-30", "kind": "off", "name": "Nghỉ bù", "source": "Thông báo mẫu"},
    )
    assert answer.status_code == 302
    assert DayOff.objects.get().date == MONDAY
    assert is_day_off(MONDAY)


def test_the_list_shows_the_changes(administrator):
    DayOff.objects.create(date=MONDAY, name="Nghỉ bù")
    assert "Nghỉ bù" in administrator.get("/cms/snippets/calendar/dayoff/").content.decode()


@pytest.mark.parametrize("path", ["/cms/snippets/places/ward/", "/cms/snippets/places/facility/add/"])
def test_the_screens_of_places_open(administrator, path):
    assert administrator.get(path).status_code == 200
