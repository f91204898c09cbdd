"""Dates as people write them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.intake import person_dates

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "1/2/1990",
        "01-02-1990",
        "1.2.1990",
        "1990-02-01",
        "01021990",
        "ngày 1 tháng 2 năm 1990",
        " 1 / 2 / 1990 ",
        "１/２/１９９０",
    ],
)
def test_every_usual_spelling_means_the_first_of_february(text):
    assert person_dates.parse_day(text, today=TODAY) == date(1990, 2, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/11/1990", "impossible"),
        ("29/2/1990", "impossible"),
        ("13/13/1990", "impossible"),
        ("1/2/90", "short_year"),
        ("hôm qua", "shape"),
        ("1/2/1", "short_year"),
        ("1/1/9999", "future"),
        ("1/1/1850", "early"),
        ("0/1/1990", "impossible"),
        ("1" * 5000, "shape"),
    ],
)
def test_a_wrong_date_names_its_reason(text, reason):
    with pytest.raises(person_dates.BadDate) as refused:
        person_dates.parse_day(text, today=TODAY)
    assert refused.value.reason == reason


def test_a_birth_date_may_be_a_year_alone():
    assert person_dates.parse_birth("1990", today=TODAY) == "1990"
    assert person_dates.shown("1990") == "1990"


@settings(deadline=None)  # the machine may be busy
@given(st.dates(min_value=person_dates.EARLIEST, max_value=TODAY), st.sampled_from(["/", "-", ".", " "]))
def test_every_real_day_is_understood_in_both_orders(day, sign):
    assert person_dates.parse_day(f"{day.day}{sign}{day.month}{sign}{day.year}", today=TODAY) == day
    assert person_dates.parse_day(day.isoformat(), today=TODAY) == day


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_named_mistake(text):
    with contextlib.suppress(person_dates.BadDate):
        assert person_dates.parse_day(text, today=TODAY) <= TODAY
