"""Dates, times and telephone numbers are written as people here read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from portal.ui import formats, keeping

MOMENT = datetime(2026, 6, 30, 19, 5, tzinfo=UTC)  # 02:05 on 1 July in Viet Nam


@pytest.mark.parametrize(("language", "text"), [("vi", "02:05 ngày 01/07/2026"), ("en", "1 July 2026, 02:05")])
def test_a_moment_is_shown_in_local_time(language, text):
    with translation.override(language):
        assert formats.vn_datetime(MOMENT) == text


def test_a_day_can_be_written_in_full():
    with translation.override("vi"):
        assert formats.vn_date_long(date(2026, 7, 1)) == "ngày 1 tháng 7 năm 2026"


@pytest.mark.parametrize("value", [None, "", "hôm qua", "2026-13-45"])
def test_what_is_no_date_stays_as_it_is(value):
    assert formats.vn_date(value) == (value or "")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("+84901234567", "0901 234 567"),
        ("0901234567", "0901 234 567"),
        ("+4915112345678", "+4915112345678"),
        (None, ""),
    ],
)
def test_numbers_are_grouped(given, shown):
    assert formats.phone(given) == shown


@pytest.mark.parametrize(("days", "words"), [(730, "2 năm"), (90, "3 tháng"), (45, "45 ngày"), (0, "dưới một ngày")])
def test_a_time_of_keeping_is_said_in_the_largest_whole_unit(days, words):
    with translation.override("vi"):
        assert keeping.in_words(days) == words
