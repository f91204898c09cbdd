"""Warnings are raised at their share of the clock, once, to the right people, and withdrawn when they are untrue."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.sms.models import OutboundMessage
from registration.casework.actions.answer_completion import answer
from registration.casework.actions.complete import complete
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.start import start
from registration.casework.actions.withdraw import withdraw
from registration.casework.clock import VIETNAM
from registration.casework.escalation import lists, raising
from registration.casework.models import DueWarning, Registration
from tests.registration.casework.cast import MORNING, filed
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)


def levels(registration: Registration) -> list[str]:
    """Of the open warnings."""
    return sorted(registration.due_warnings.filter(withdrawn_at=None).values_list("level", flat=True))


@pytest.mark.parametrize(
    ("hours", "warned"),
    [
        (11, []),
        (12, ["officer"]),
        (18, ["chief", "officer"]),
        (24, ["chief", "coordinator", "officer"]),
    ],
)
def test_the_decision_warns_at_its_shares(cast, hours, warned):
    registration = to("received", cast)
    raising.raise_due(MORNING + hours * HOUR)
    assert levels(registration) == warned


def test_a_clock_of_working_days_warns_the_day_before_the_day_and_the_day_after(cast):
    # Decided on Tuesday 6 October at 10:40: two working days end on Thursday.
    registration = to("decided", cast)
    found = {}
    for when in ("06 23:59", "07 00:00", "08 00:00", "09 00:00"):
        now = datetime.strptime(f"2026-10-{when}", "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
        raising.raise_due(now)
        found[when] = levels(registration)
    assert found == {
        "06 23:59": [],
        "07 00:00": ["officer"],
        "08 00:00": ["chief", "officer"],
        "09 00:00": ["chief", "coordinator", "officer"],
    }


def test_running_twice_or_breaking_off_midway_warns_once(cast, monkeypatch):
    registration = to("decided", cast)
    wednesday = datetime(2026, 10, 7, 8, tzinfo=VIETNAM)

    def killed(_due):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(raising, "_remind", killed)
        with pytest.raises(KeyboardInterrupt):
            raising.raise_due(wednesday)
    assert levels(registration) == []
    raising.raise_due(wednesday)
    Registration.objects.filter(pk=registration.pk).update(warn_at=wednesday)
    raising.raise_due(wednesday)
    assert levels(registration) == ["officer"]
    assert OutboundMessage.objects.filter(template="registration_reminder").count() == 1


def test_the_person_is_reminded_before_the_start_lapses_and_never_afterwards(cast):
    to("decided", cast)
    raising.raise_due(datetime(2026, 10, 9, 8, tzinfo=VIETNAM))
    assert not OutboundMessage.objects.filter(template="registration_reminder").exists()


def test_a_reminder_that_could_not_leave_in_time_is_not_sent_any_more(cast):
    to("decided", cast)
    raising.raise_due(datetime(2026, 10, 7, 0, 5, tzinfo=VIETNAM))
    reminder = OutboundMessage.objects.get(template="registration_reminder")
    assert reminder.expires_at is not None
    assert reminder.expires_at - reminder.created_at <= timedelta(hours=12)


@pytest.mark.parametrize("step", ["start", "move"])
def test_a_warning_withdraws_itself_when_the_step_is_done(cast, step):
    registration = to("decided", cast)
    now = datetime(2026, 10, 8, 8, tzinfo=VIETNAM)
    raising.raise_due(now)
    assert levels(registration) == ["chief", "officer"]
    if step == "start":
        start(registration, cast.officer, started_on=day(now), now=now)
    else:
        move(registration, cast.officer, ward=cast.next_door, reason="x", now=now)
    assert levels(registration) == []
    assert raising.raise_due(now) == 0


def test_withdrawing_a_registration_withdraws_its_warnings(cast):
    registration = to("received", cast)
    raising.raise_due(MORNING + 20 * HOUR)
    withdraw(registration, by_citizen=True, now=MORNING + 21 * HOUR)
    assert levels(registration) == []
    assert Registration.objects.get(pk=registration.pk).warn_at is None


def test_what_no_move_told_is_withdrawn_by_the_job(cast):
    registration = to("received", cast)
    raising.raise_due(MORNING + 13 * HOUR)
    assert raising.withdraw_untrue(MORNING + 14 * HOUR) == 0
    Registration.objects.filter(pk=registration.pk).update(clock_started_at=MORNING + 13 * HOUR)
    assert raising.withdraw_untrue(MORNING + 14 * HOUR) == 1
    assert levels(registration) == []


def test_an_answer_alerts_the_desk_until_it_is_looked_at(cast):
    registration = answer(to("completion_requested", cast), "Tôi gửi bản chụp.", now=MORNING + 3 * HOUR)
    raising.raise_due(MORNING + 3 * HOUR)
    assert lists.for_desks(cast.officer).get().kind == "answered"
    raising.raise_due(MORNING + 16 * HOUR)
    assert lists.for_desks(cast.chief).get().kind == "answered"
    complete(registration, cast.officer, now=MORNING + 17 * HOUR)
    assert levels(registration) == []


def test_a_request_without_an_answer_reminds_the_person_and_then_warns_the_desk(cast):
    registration = to("completion_requested", cast)
    due = registration.completion_requests.get().due_at
    assert due.date() == datetime(2026, 10, 13).date()
    raising.raise_due(due - timedelta(hours=20))
    assert OutboundMessage.objects.filter(template="registration_reminder").count() == 1
    assert levels(registration) == []
    raising.raise_due(due + timedelta(days=1))
    assert levels(registration) == ["officer"]


def test_a_file_on_its_way_is_watched_by_both_wards_and_by_the_coordinator(cast):
    registration = move(to("decided", cast), cast.officer, ward=cast.next_door, reason="x", now=MORNING + 2 * HOUR)
    raising.raise_due(MORNING + 27 * HOUR)
    for officer in (cast.officer, cast.officer_next_door):
        assert lists.for_desks(officer).get().kind == "move_handover"
    assert {late.ward_id for late in lists.for_coordinator(cast.coordinator)} == {"00070", "00082"}
    acknowledge(registration, cast.officer_next_door, now=MORNING + 28 * HOUR)
    assert not lists.for_desks(cast.officer).exists()


def test_each_role_reads_what_addresses_it(cast):
    to("received", cast)
    raising.raise_due(MORNING + 25 * HOUR)
    counts = {name: lists.count_for(user) for name, user in cast.staff().items()}
    assert {name for name, count in counts.items() if count} == {"officer", "chief", "second_chief", "coordinator"}
    assert set(counts.values()) == {0, 1}


def test_a_pass_asks_the_same_number_of_questions_for_one_row_and_for_thirty(cast):
    def questions(number: int) -> int:
        for _ in range(number):
            filed(cast.ward, consent_sms=False)
        with CaptureQueriesContext(connection) as asked:
            assert raising.raise_due(MORNING + 25 * HOUR) == number
        return len(asked)

    assert questions(1) == questions(30)


def test_the_job_reads_only_what_is_due_by_its_index(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Registration.objects.filter(warn_at__lte=MORNING).order_by("warn_at")[:200].explain()
    assert "registration_warn" in plan


def test_a_warning_keeps_no_personal_word(cast):
    names = {field.name for field in DueWarning._meta.get_fields()}
    assert names == {
        "id", "registration", "kind", "level", "desk", "ward", "since", "due_at", "raised_at", "withdrawn_at",
    }  # fmt: skip
