"""A desk's office hours: open, closed, and when it opens next."""

from datetime import date, datetime

import pytest

from portal.calendar.days import WorkingDays
from portal.calendar.deadlines import VIETNAM
from portal.calendar.hours import BadHours, check_hours, is_open, next_opening

LIBRARY = WorkingDays()
WEEK = [
    {"weekday": day, "opens": opens, "closes": closes}
    for day in range(5)
    for opens, closes in (("07:30", "11:30"), ("13:00", "17:00"))
]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-11-25 07:29", False),
        ("2026-11-25 07:30", True),
        ("2026-11-25 11:30", False),
        ("2026-11-25 12:15", False),
        ("2026-11-25 16:59", True),
        ("2026-11-28 09:00", False),
        ("2026-11-24 09:00", False),  # holiday
        ("2026-08-22 09:00", True),  # Saturday worked in exchange
        ("2026-08-31 09:00", False),  # Monday off in exchange
    ],
)
def test_is_it_open(moment, answer):
    assert is_open(WEEK, at(moment), days=LIBRARY) is answer


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-25 08:00", "2026-11-25 08:00"),
        ("2026-11-25 12:00", "2026-11-25 13:00"),
        ("2026-11-25 20:00", "2026-11-26 07:30"),
        ("2026-11-23 18:00", "2026-11-25 07:30"),
        ("2026-02-13 17:00", "2026-02-23 07:30"),
    ],
)
def test_when_it_opens_next(moment, opening):
    assert next_opening(WEEK, at(moment), days=LIBRARY) == at(opening)


def test_a_line_that_never_closes_is_open_at_midnight_of_tet():
    always = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]
    assert is_open(always, at("2026-02-17 00:00"), holidays_too=True, days=LIBRARY)
    assert not is_open(always, at("2026-02-17 00:00"), days=LIBRARY)


def test_saturday_hours_are_kept_although_saturday_is_a_day_off():
    saturday = [{"weekday": 5, "opens": "08:00", "closes": "11:00"}]
    assert is_open(saturday, at("2026-11-28 09:00"), days=LIBRARY)


def test_a_day_taken_off_by_the_table_closes_the_desk():
    assert not is_open(WEEK, at("2026-11-25 09:00"), days=WorkingDays({date(2026, 11, 25): False}))


def test_a_desk_without_hours_never_opens():
    assert next_opening([], at("2026-11-25 08:00"), days=LIBRARY) is None


@pytest.mark.parametrize(
    "row",
    [
        {"weekday": 7, "opens": "07:30", "closes": "11:30"},
        {"weekday": 0, "opens": "11:30", "closes": "07:30"},
        {"weekday": 0, "opens": "07:30"},
        {"weekday": 0, "opens": "sáng", "closes": "11:30"},
        {"weekday": 0, "opens": "07:75", "closes": "11:30"},
        {"weekday": 0, "opens": "07:30", "closes": "24:30"},
    ],
)
def test_hours_that_make_no_sense_are_refused_with_the_row(row):
    with pytest.raises(BadHours, match="weekday"):
        check_hours([row])
