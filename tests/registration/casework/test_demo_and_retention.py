"""The demo data show every state and obey the rules; forgetting happens on time and leaves nothing."""

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from registration.casework import codes, demo, lookups
from registration.casework.demo_data.cases import make, scenario_of
from registration.casework.models import (
    CompletionRequest,
    Decision,
    DecisionDraft,
    Document,
    Event,
    RegisterCounter,
    Registration,
    Suspension,
)
from registration.casework.retention import RULES
from registration.casework.states import Status
from tests.registration.casework.cast import MORNING, filed, make_cast
from tests.registration.casework.walk import to


@pytest.fixture
def demo_wards(db):
    cast = make_cast()
    for ward in (cast.ward, cast.next_door):
        for role in (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR, Role.HELPER):
            user = User.objects.create(email=f"{role}{ward.code}@demo.example", full_name=role, is_demo=True)
            Posting.objects.create(user=user, role=role, ward=ward)
    return cast


def test_the_demo_shows_every_state_under_b_and_running_cases_of_a_and_repeats_without_harm(demo_wards):
    demo.load(0.1, io.StringIO())
    demo.load(0.1, io.StringIO())
    assert Registration.objects.count() == 100
    states = set(Registration.objects.filter(rules_version="B").values_list("status", flat=True))
    assert states == set(Status) - {Status.DRAFT, Status.EXPIRED}
    assert Registration.objects.filter(rules_version="A", status="in_treatment").exists()
    for ward in (demo_wards.ward, demo_wards.next_door):
        assert Registration.objects.filter(ward=ward, status="received").exists()


def test_the_demos_numbers_run_on_into_the_desks_own(demo_wards):
    demo.load(0.1, io.StringIO())
    for counter in RegisterCounter.objects.all():
        numbers = Decision.objects.filter(ward=counter.ward, register=counter.register, year=counter.year)
        assert sorted(numbers.values_list("number", flat=True)) == list(range(1, counter.last + 1))


def test_the_demo_shows_what_waits_for_somebody_and_sealed_papers(demo_wards):
    demo.load(0.1, io.StringIO())
    demo.load(0.1, io.StringIO())
    ward = demo_wards.ward
    drafts = DecisionDraft.objects.filter(registration__ward=ward, signed_at=None)
    assert 1 <= drafts.count() <= 2
    assert Suspension.objects.filter(registration__ward=ward, ended_at=None).count() == 1
    assert Event.objects.filter(ward=ward, kind="notify-end").count() == 1
    assert not Decision.objects.filter(ward=ward, print_hash="").exists()


@pytest.mark.parametrize("day", ["2028-02-29", "2028-03-01", "2027-03-01", "2026-11-25"])
def test_a_term_of_the_demo_that_ends_today_ends_today(demo_wards, day):
    now = datetime.fromisoformat(f"{day}T10:00:00+07:00")
    number = next(n for n in range(200) if scenario_of(n) == ("last_day", "B"))
    ends_on = make(number, demo._Desks().of(number), now).registration.ends_on
    assert timedelta(0) <= now.date() - ends_on <= timedelta(days=1 if day == "2028-02-29" else 0)


def test_the_demos_people_are_generated(demo_wards):
    demo.load(0.1, io.StringIO())
    for registration in Registration.objects.all():
        assert registration.answers["id_number"].startswith("099")
        assert len(registration.answers["id_number"]) == 12


def test_a_story_told_again_is_another_person_with_papers_of_their_own(demo_wards):
    desks = demo._Desks()
    numbers = [*range(5000, 5012), 5050]
    cases = list(demo._missing(numbers, desks, timezone.now()))
    head, again = cases[0].registration, cases[1].registration
    assert (head.status, head.due_at, head.answers["date_of_birth"]) == (
        again.status, again.due_at, again.answers["date_of_birth"],
    )  # fmt: skip
    assert demo._write(cases) == len(numbers)
    for column in ("code", "phone_index", "id_index", "finish_key"):
        assert Registration.objects.values(column).distinct().count() == len(numbers)
    for registration in Registration.objects.all():
        assert codes.normalise(registration.display_code) == registration.code
        assert list(registration.events.values_list("seq", flat=True)) == list(range(1, registration.event_count + 1))
        assert registration.name_words == lookups.name_words(registration.full_name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT answers) FROM casework_registration")
        assert cursor.fetchone()[0] == len(numbers)
    for paper in Decision.objects.filter(register="decision"):
        told = paper.registration.events.get(kind="decide").detail["number"]
        assert told == paper.display_number


@pytest.mark.django_db(transaction=True)
def test_a_large_set_is_shared_among_processes_and_repeats_without_harm(monkeypatch):
    cast = make_cast()
    for ward in (cast.ward, cast.next_door):
        for role in (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR, Role.HELPER):
            user = User.objects.create(email=f"{role}{ward.code}@demo.example", full_name=role, is_demo=True)
            Posting.objects.create(user=user, role=role, ward=ward)
    monkeypatch.setattr(demo, "SHARED_FROM", 60)
    demo.load(0.15, io.StringIO())
    demo.load(0.15, io.StringIO())
    assert Registration.objects.count() == 150
    for counter in RegisterCounter.objects.all():
        numbers = Decision.objects.filter(ward=counter.ward, register=counter.register, year=counter.year)
        assert sorted(numbers.values_list("number", flat=True)) == list(range(1, counter.last + 1))


def rule(name):
    return next(one for one in RULES if one.name == name).apply


def test_a_prepared_file_is_erased_after_30_days_and_not_before(cast):
    filed(cast.next_door, now=MORNING)
    assert rule("prepared_registrations")(MORNING + timedelta(days=29), False) == 0
    assert rule("prepared_registrations")(MORNING + timedelta(days=31), False) == 1
    registration = Registration.objects.get()
    assert (registration.status, registration.answers) == ("expired", {})


def test_a_closed_case_is_made_anonymous_after_five_years_everywhere(cast):
    registration = to("closed", cast)
    Document.objects.create(registration=registration, content=b"x", content_type="a", size=1, sha256="0" * 64)
    registration.completion_requests.create(
        missing=[], message="Mời bạn Trần", requested_at=MORNING, requested_by=cast.officer, closed_at=MORNING
    )
    long_after = registration.finished_at + timedelta(days=1826)
    assert rule("registrations_closed")(long_after, True) == 1
    assert rule("registrations_closed")(long_after, False) == 1
    assert rule("registrations_closed")(long_after, False) == 0
    registration.refresh_from_db()
    assert (registration.answers, registration.id_index, registration.age_band) == ({}, "", "30-44")
    assert not registration.documents.exists()
    assert CompletionRequest.objects.get().message == ""
    assert {str(event.detail) for event in Event.objects.all()} == {"{}"}


def test_a_dry_run_counts_and_changes_nothing(cast):
    filed(cast.next_door, now=MORNING)
    assert rule("prepared_registrations")(timezone.now() + timedelta(days=400), True) == 1
    assert Registration.objects.get().status == "prepared"


def test_stories_and_texts_of_the_desk_are_sealed_too(cast):
    to("completion_requested", cast)
    with connection.cursor() as cursor:
        for table in ("casework_event", "casework_completionrequest", "casework_registration", "audit_entry"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            text = cursor.fetchone()[0]
            for word in ("giấy tờ nhà", "Trần", "99090000123"):
                assert word not in text
                assert word.encode().hex() not in text
