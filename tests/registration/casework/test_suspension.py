"""A clock stands still on a ground of the law and runs on with what was left; the last day moves with it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from registration.casework.actions.complete_treatment import complete_treatment
from registration.casework.actions.not_started import not_started
from registration.casework.actions.start import start
from registration.casework.actions.suspend import resume, suspend
from registration.casework.clock import VIETNAM, end_of_day
from registration.casework.errors import BadInput, ClockForbids, WrongRole, WrongState
from registration.casework.escalation import raising
from registration.casework.models import Suspension
from tests.registration.casework.cast import MORNING
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)


def test_working_days_that_were_left_are_left_afterwards(cast):
    # Decided on Tuesday; one of two working days is left when the clock stops on Wednesday.
    registration = suspend(to("decided", cast), cast.chief, reason="hospital", now=MORNING + timedelta(days=1))
    assert (registration.clock, registration.due_at, registration.warn_at) == ("", None, None)
    running = resume(registration, cast.chief, now=MORNING + timedelta(days=10))  # a Friday
    assert running.due_at == end_of_day(date(2026, 10, 19))
    kept = Suspension.objects.get()
    assert (kept.article, kept.due_before, kept.due_after) == (
        "D 89–97",
        end_of_day(date(2026, 10, 8)),
        running.due_at,
    )


def test_the_end_of_treatment_moves_by_the_days_that_it_stood_still(cast):
    registration = to("in_treatment", cast)
    before = registration.ends_on
    suspend(registration, cast.chief, reason="hospital", now=MORNING + timedelta(days=30))
    running = resume(registration, cast.chief, now=MORNING + timedelta(days=44))
    assert running.ends_on == before + timedelta(days=14)
    assert running.due_at == end_of_day(running.ends_on)


def test_nothing_is_held_against_the_person_while_the_clock_stands_still(cast):
    registration = suspend(to("decided", cast), cast.chief, reason="hospital", now=MORNING + 2 * HOUR)
    with pytest.raises(ClockForbids):
        not_started(registration, cast.officer, now=MORNING + timedelta(days=30))
    assert raising.raise_due(MORNING + timedelta(days=30)) == 0


def test_treatment_may_begin_all_the_same_and_ends_the_suspension(cast):
    registration = suspend(to("decided", cast), cast.chief, reason="hospital", now=MORNING + 2 * HOUR)
    later = MORNING + timedelta(days=3)
    assert start(registration, cast.officer, started_on=day(later), now=later).status == "in_treatment"
    assert Suspension.objects.get().ended_at == later


def test_no_certificate_while_the_term_stands_still(cast):
    registration = to("in_treatment", cast)
    last = end_of_day(registration.ends_on) - HOUR
    suspend(registration, cast.chief, reason="hospital", now=last)
    with pytest.raises(ClockForbids):
        complete_treatment(registration, cast.chief, stepped_up=True, now=last)


@pytest.mark.parametrize("status", ["decided", "in_treatment", "aftercare"])
def test_only_the_head_of_the_clocks_own_desk_stops_it(cast, status):
    registration = to(status, cast)
    mine, others = (cast.chair, cast.chief) if status == "aftercare" else (cast.chief, cast.chair)
    now = registration.changed_at + HOUR
    reason = "absence" if status == "aftercare" else "hospital"
    with pytest.raises(WrongRole):
        suspend(registration, others, reason=reason, now=now)
    assert suspend(registration, mine, reason=reason, now=now).due_at is None


def test_what_is_over_cannot_stand_still_any_more(cast):
    registration = to("decided", cast)
    with pytest.raises(ClockForbids):
        suspend(registration, cast.chief, reason="hospital", now=registration.due_at + HOUR)


def test_a_ground_of_another_clock_is_no_ground(cast):
    with pytest.raises(BadInput):
        suspend(to("decided", cast), cast.chief, reason="absence", now=MORNING + 2 * HOUR)


def test_what_stands_still_cannot_be_stopped_again_nor_run_on_twice(cast):
    registration = suspend(to("decided", cast), cast.chief, reason="hospital", now=MORNING + 2 * HOUR)
    with pytest.raises(ClockForbids):
        suspend(registration, cast.chief, reason="hospital", now=MORNING + 3 * HOUR)
    resume(registration, cast.chief, now=MORNING + 3 * HOUR)
    with pytest.raises(WrongState):
        resume(registration, cast.chief, now=MORNING + 4 * HOUR)


def test_the_database_keeps_one_open_suspension(cast):
    suspend(to("decided", cast), cast.chief, reason="hospital", now=MORNING + 2 * HOUR)
    kept = Suspension.objects.values().get()
    kept.pop("id")
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(**kept)


def test_over_tet_the_working_days_left_skip_the_holidays(cast):
    # Tết 2027 is Saturday 6 February; days off from Friday 5 to Wednesday 10 at least.
    registration = to("decided", cast)
    suspend(registration, cast.chief, reason="hospital", now=MORNING + timedelta(days=1))
    eve = datetime(2027, 2, 4, 9, tzinfo=VIETNAM)
    running = resume(registration, cast.chief, now=eve)
    assert running.due_at.astimezone(VIETNAM).date() > date(2027, 2, 9)
