"""What can be booked: office hours cut into visits, without days off, closed days and what is taken."""

from datetime import date, datetime, timedelta

import pytest

from portal.calendar.models import DayOff
from registration.visits import slots
from registration.visits.actions.book import book
from registration.visits.models import ClosedDay, DeskTimes
from tests.registration.casework.cast import MORNING, VIETNAM
from tests.registration.casework.walk import to


def days(ward, now=MORNING):
    return [day for day, _times in slots.by_day(slots.free(ward, now))]


def test_a_visit_is_as_long_as_the_ward_says_and_never_runs_into_the_noon_break(cast):
    DeskTimes.objects.create(ward=cast.ward, slot_minutes=45)
    tomorrow = slots.by_day(slots.free(cast.ward, MORNING))[1][1]
    assert [slot.starts_at.strftime("%H:%M") for slot in tomorrow] == [
        "07:30", "08:15", "09:00", "09:45", "10:30", "13:30", "14:15", "15:00", "15:45",
    ]  # fmt: skip


def test_what_is_over_or_begins_within_the_hour_is_not_offered(cast):
    assert slots.free(cast.ward, MORNING)[0].starts_at == datetime(2026, 10, 6, 11, 0, tzinfo=VIETNAM)


def test_weekends_holidays_and_closed_days_are_not_offered(cast):
    DayOff.objects.create(date=date(2026, 10, 8), name="Nghỉ")
    ClosedDay.objects.create(ward=cast.ward, day=date(2026, 10, 9))
    found = days(cast.ward)
    assert not {date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 11)} & set(found)
    assert date(2026, 10, 7) in found


def test_a_saturday_worked_in_exchange_is_offered(cast):
    DayOff.objects.create(date=date(2026, 10, 10), kind=DayOff.Kind.WORKED, name="Làm bù")
    assert date(2026, 10, 10) in days(cast.ward)


def test_nothing_lies_further_ahead_than_the_ward_allows(cast):
    DeskTimes.objects.create(ward=cast.ward, ahead_days=3)
    assert days(cast.ward)[-1] == date(2026, 10, 9)


def test_a_time_disappears_when_its_last_place_is_taken(cast):
    DeskTimes.objects.create(ward=cast.ward, capacity=2)
    key = slots.free(cast.ward, MORNING)[5].key
    book(to("received", cast), key)
    assert slots.find(cast.ward, key, MORNING).free == 1
    book(to("received", cast), key)
    assert slots.find(cast.ward, key, MORNING) is None


@pytest.mark.parametrize("hours", [[], None])
def test_a_ward_without_hours_offers_nothing(cast, hours):
    cast.ward.office_hours = hours or []
    assert slots.free(cast.ward, MORNING) == []


def test_a_ward_that_takes_no_bookings_offers_nothing(cast):
    DeskTimes.objects.create(ward=cast.ward, takes_bookings=False)
    assert slots.free(cast.ward, MORNING) == []


def test_the_queries_do_not_grow_with_the_days(cast, django_assert_max_num_queries):
    DeskTimes.objects.create(ward=cast.ward, ahead_days=60)
    slots.free(cast.ward, MORNING)  # the calendar is read once
    with django_assert_max_num_queries(4):
        assert len(days(cast.ward, MORNING + timedelta(minutes=1))) > 30
