"""Hours run through everything; days and working days end on a day on which a desk is open."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.days import WorkingDays
from portal.calendar.deadlines import (
    VIETNAM,
    Amount,
    Unit,
    add_months,
    deadline,
    deadline_before,
    working_days_between,
)

LIBRARY = WorkingDays()
HOURS, DAYS, WORKING = Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def due(start, number, unit, days=LIBRARY):
    return deadline(at(start), Amount(number, unit), days).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("start", "number", "unit", "expected"),
    [
        # Tết 2026: 16-20 February, between two weekends
        ("2026-02-13 16:50", 24, HOURS, "2026-02-14 16:50:00"),
        ("2026-02-13 16:50", 2, WORKING, "2026-02-24 23:59:59"),
        ("2026-02-13 16:50", 3, DAYS, "2026-02-23 23:59:59"),
        ("2026-02-16 08:00", 24, HOURS, "2026-02-17 08:00:00"),
        # 31 August is off in exchange for Saturday 22 August
        ("2026-08-20 09:00", 2, WORKING, "2026-08-22 23:59:59"),
        ("2026-08-21 09:00", 1, WORKING, "2026-08-22 23:59:59"),
        ("2026-08-28 09:00", 1, WORKING, "2026-09-03 23:59:59"),
        ("2026-08-28 09:00", 1, DAYS, "2026-09-03 23:59:59"),
        # 24 November is a holiday from 2026 on
        ("2026-11-23 17:30", 1, WORKING, "2026-11-25 23:59:59"),
        ("2025-11-21 17:30", 2, WORKING, "2025-11-25 23:59:59"),
        ("2026-11-24 22:15", 24, HOURS, "2026-11-25 22:15:00"),
        # Hùng Kings on a Sunday, observed on Monday
        ("2026-04-24 10:00", 1, WORKING, "2026-04-28 23:59:59"),
        # the law changed on 1 July 2026; the clock does not notice
        ("2026-06-30 20:00", 24, HOURS, "2026-07-01 20:00:00"),
        ("2026-06-30 20:00", 3, WORKING, "2026-07-03 23:59:59"),
        # plain days
        ("2026-11-25 00:00", 30, DAYS, "2026-12-25 23:59:59"),
        ("2026-11-26 23:59", 2, DAYS, "2026-11-30 23:59:59"),
        ("2026-11-25 10:00", 12, HOURS, "2026-11-25 22:00:00"),
    ],
)
def test_real_dates(start, number, unit, expected):
    assert due(start, number, unit) == expected


def test_the_notice_before_the_end_never_comes_too_late():
    end = at("2027-03-17 12:00")
    assert deadline_before(end, Amount(30, DAYS), LIBRARY) == at("2027-02-15 23:59:59")
    assert deadline_before(end, Amount(3, WORKING), LIBRARY) == at("2027-03-12 23:59:59")
    assert deadline_before(end, Amount(24, HOURS), LIBRARY) == at("2027-03-16 12:00")


def test_a_notice_that_would_fall_into_tet_moves_before_it():
    assert deadline_before(at("2027-03-08 12:00"), Amount(30, DAYS), LIBRARY) == at("2027-02-03 23:59:59")


def test_a_moment_of_another_zone_is_said_in_vietnams_time():
    start = datetime(2026, 11, 25, 17, 30, tzinfo=timezone.utc)  # noqa: UP017
    assert deadline(start, Amount(1, WORKING), LIBRARY) == at("2026-11-27 23:59:59")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        deadline(datetime(2026, 11, 25), Amount(1, DAYS), LIBRARY)


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="negative"):
        Amount(-1, DAYS)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 7, 1), 24, date(2028, 7, 1)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


def test_working_days_between_leaves_out_the_first_day_and_tet():
    assert working_days_between(date(2026, 2, 13), date(2026, 2, 24), LIBRARY) == 2
    assert working_days_between(date(2026, 2, 24), date(2026, 2, 13), LIBRARY) == 0


moments = st.datetimes(min_value=datetime(2022, 1, 1), max_value=datetime(2029, 12, 1), timezones=st.just(VIETNAM))
numbers = st.integers(min_value=0, max_value=60)
calendars = st.builds(
    WorkingDays,
    st.dictionaries(st.dates(min_value=date(2022, 1, 1), max_value=date(2030, 6, 1)), st.booleans(), max_size=20),
)


@given(moments, st.integers(min_value=0, max_value=24 * 60))
def test_hours_are_exact(start, number):
    assert deadline(start, Amount(number, HOURS), LIBRARY) - start == timedelta(hours=number)


@given(moments, numbers, st.sampled_from([DAYS, WORKING]), calendars)
def test_days_never_end_on_a_day_off(start, number, unit, days):
    assert not days.is_day_off(deadline(start, Amount(number, unit), days).date())


@given(moments, numbers, st.sampled_from(list(Unit)), calendars)
def test_more_time_never_ends_earlier(start, number, unit, days):
    assert deadline(start, Amount(number, unit), days) <= deadline(start, Amount(number + 1, unit), days)


@given(moments, st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40)), numbers, calendars)
def test_a_later_event_never_ends_earlier(start, wait, number, days):
    for unit in Unit:
        assert deadline(start, Amount(number, unit), days) <= deadline(start + wait, Amount(number, unit), days)


@given(moments, st.integers(min_value=1, max_value=60), calendars)
def test_working_days_are_as_many_as_were_given(start, number, days):
    end = deadline(start, Amount(number, WORKING), days)
    assert working_days_between(start.date(), end.date(), days) == number


@given(moments, numbers, calendars)
def test_what_is_due_before_an_end_leaves_at_least_the_amount(end, number, days):
    before = deadline_before(end, Amount(number, DAYS), days)
    assert end.date() - before.date() >= timedelta(days=number)
    assert not days.is_day_off(before.date())
