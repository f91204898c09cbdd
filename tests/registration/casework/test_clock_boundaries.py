"""Clocks where the calendar is awkward: night, Tết, swapped days, the day the law changed."""

from datetime import date, datetime, timedelta

import pytest

from registration.casework.actions.decide import decide
from registration.casework.actions.receive import receive
from registration.casework.clock import VIETNAM
from registration.casework.escalation import moments
from registration.rules.reading import DATA, read_rules
from registration.rules.ruleset import ruleset, ruleset_for
from tests.registration.casework.cast import filed
from tests.registration.casework.walk import day

pytestmark = pytest.mark.django_db
B = read_rules(DATA.read_text(encoding="utf-8"))["B"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-10-06T22:30", "2026-10-07T22:30"),  # through the night
        ("2026-10-10T09:00", "2026-10-11T09:00"),  # Saturday to Sunday
        ("2027-02-05T16:00", "2027-02-06T16:00"),  # the eve of Tết: hours run on
        ("2026-08-31T08:00", "2026-09-01T08:00"),  # a swapped day off and a holiday
    ],
)
def test_the_24_hours_run_through_nights_and_holidays(received, due):
    assert B.due("decision", at(received)) == at(due)


@pytest.mark.parametrize(
    ("decided", "last_day"),
    [
        ("2026-10-08T10:00", date(2026, 10, 12)),  # over a weekend
        ("2026-10-08T23:59", date(2026, 10, 12)),  # late at night is the same day
        ("2026-11-22T10:00", date(2026, 11, 25)),  # 24 November is a day off since 2026
        ("2026-08-20T10:00", date(2026, 8, 22)),  # Saturday 22 August 2026 was worked
    ],
)
def test_two_working_days_skip_what_is_off_and_count_what_is_worked(decided, last_day):
    assert day(B.due("begin", at(decided))) == last_day


def test_over_tet_the_start_may_wait_until_the_offices_work_again():
    due = B.due("begin", at("2027-02-04T10:00"))
    assert day(due) > date(2027, 2, 10)
    rule = B.warnings["begin"]
    warned = moments.levels(rule, at("2027-02-04T10:00"), due)
    # "The working day before" is before the holidays or after them, never within.
    assert not date(2027, 2, 6) <= day(warned["officer"]) <= date(2027, 2, 9)


def test_the_day_of_the_decision_says_which_law_applies(cast):
    before, after = at("2026-06-30T23:59"), at("2026-07-01T00:00")
    assert (ruleset_for(day(before)).version, ruleset_for(day(after)).version) == ("A", "B")
    registration = filed(cast.ward, file_now=False, now=before - timedelta(hours=5))
    assert registration.rules_version == "A"
    registration.ward = cast.ward
    received = receive(registration, cast.officer, identity_compared=True, now=after)
    decided = decide(received, cast.chief, place="home_community", starts_on=day(after), stepped_up=True, now=after)
    paper = decided.decisions.get()
    assert (decided.rules_version, paper.form, paper.term_months) == ("B", "F 22", 24)


def test_the_form_that_the_person_filled_in_stays_named_when_the_law_changes(cast):
    registration = filed(cast.ward, file_now=False, now=at("2026-06-30T10:00"))
    receive(registration, cast.officer, identity_compared=True, now=at("2026-07-02T10:00"))
    registration.refresh_from_db()
    assert (registration.form_version, registration.rules_version) == (ruleset("A").form_version, "B")


@pytest.mark.parametrize("moment", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_there_is_no_summer_time_here(moment):
    assert B.due("decision", at(moment)) - at(moment) == timedelta(hours=24)


@pytest.mark.parametrize("kind", sorted(B.warnings))
def test_warnings_come_in_their_order_and_the_plan_before_the_last_moment(kind):
    since, due = at("2026-10-06T09:00"), at("2026-12-31T23:59")
    rule = B.warnings[kind]
    found = list(moments.levels(rule, since, due).values())
    assert found == sorted(found)
    planned = moments.planned(rule, since, due)
    assert planned is None or planned <= due
