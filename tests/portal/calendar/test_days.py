"""The library's holidays below, the staff's table above it."""

from datetime import date

import pytest

from portal.calendar import models
from portal.calendar.deadlines import is_day_off
from portal.calendar.models import DayOff, forget_working_days

SATURDAY, MONDAY, TET = date(2026, 11, 28), date(2026, 11, 30), date(2027, 2, 8)


@pytest.fixture(autouse=True)
def _read_the_table_anew(db):
    forget_working_days()
    yield
    forget_working_days()


@pytest.mark.parametrize("day", [date(2026, 2, 16), date(2026, 2, 20), date(2026, 8, 31), date(2026, 11, 24), SATURDAY])
def test_the_library_knows_tet_swaps_and_the_new_holiday(day):
    assert is_day_off(day)


@pytest.mark.parametrize("day", [date(2026, 8, 22), date(2025, 11, 24), MONDAY])
def test_a_swapped_saturday_and_plain_days_are_worked(day):
    assert not is_day_off(day)


def test_a_day_off_is_added():
    DayOff.objects.create(date=MONDAY, name="Nghỉ bù")
    assert is_day_off(MONDAY)


def test_a_holiday_is_taken_back():
    DayOff.objects.create(date=TET, kind=DayOff.Kind.WORKED, name="Không nghỉ")
    assert not is_day_off(TET)


def test_a_working_saturday_is_added_and_taken_back():
    swap = DayOff.objects.create(date=SATURDAY, kind=DayOff.Kind.WORKED, name="Làm bù")
    assert not is_day_off(SATURDAY)
    swap.delete()
    assert is_day_off(SATURDAY)


def test_a_thousand_questions_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        for _ in range(1000):
            is_day_off(MONDAY)


def test_a_change_by_another_process_arrives_within_the_time_promised(monkeypatch):
    assert not is_day_off(MONDAY)
    DayOff.objects.bulk_create([DayOff(date=MONDAY, name="Nghỉ")])  # as another process: no save() here
    assert not is_day_off(MONDAY)
    later = models.time.monotonic() + models.CACHE_SECONDS + 1
    monkeypatch.setattr(models.time, "monotonic", lambda: later)
    assert is_day_off(MONDAY)
