"""What the citizen may know of their registration, and how only they find it."""

import re

import pytest

from registration.casework import reading, tracking
from registration.casework.actions.answer_completion import answer
from registration.casework.actions.receive import receive
from registration.casework.desks import desks_of
from registration.casework.models import Document, Registration
from tests.registration.casework.cast import MORNING, filed, signed_in
from tests.registration.casework.walk import to


@pytest.mark.parametrize("phone", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678"])
def test_code_and_phone_in_any_spelling_find_the_registration(cast, phone):
    registration = filed(cast.ward)
    assert tracking.find(registration.display_code.lower().replace("-", " "), phone) == registration


@pytest.mark.parametrize("phone", ["0912345679", "", "abc", "0" * 300])
def test_another_phone_finds_nothing(cast, phone):
    assert tracking.find(filed(cast.ward).code, phone) is None


@pytest.mark.parametrize("code", ["", "DV-00000-00001", "x" * 5000, "\x00"])
def test_a_wrong_code_finds_nothing(cast, code):
    filed(cast.ward)
    assert tracking.find(code, "0912345678") is None


def test_the_timeline_speaks_both_languages_and_names_no_officer(cast):
    registration = to("completion_requested", cast)
    vi, en = tracking.timeline(registration, "vi"), tracking.timeline(registration, "en")
    assert [step.kind for step in vi] == ["file", "request-completion"]
    assert vi[1].title != en[1].title
    assert "Mang theo giấy tờ nhà." in vi[1].lines
    assert "Officer" not in str(vi)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_station_of_the_whole_way_can_be_told(cast, lang):
    steps = tracking.timeline(to("closed", cast), lang)
    assert len(steps) == 6
    assert not re.search(r"%\(|None", str([(step.title, step.lines) for step in steps]))


def test_the_citizen_sees_role_ward_and_time_of_every_reader_but_no_name(cast):
    registration = filed(cast.ward)
    signed_in(cast.officer).get(f"/staff/registrations/{registration.display_code}/")
    (reader,) = tracking.readers(registration)
    assert "Hoàn Kiếm" in reader.ward
    assert reader.role
    assert cast.officer.full_name not in str(reader)
    assert cast.officer.email not in str(reader)


def test_readers_of_one_file_are_not_shown_at_another(cast):
    one, two = filed(cast.ward), filed(cast.ward)
    reading.note(one, cast.officer, desks_of(cast.officer), reading.READ)
    assert len(tracking.readers(one)) == 1
    assert tracking.readers(two) == []


def test_files_of_an_answer_join_the_request_and_no_foreign_file_can_be_taken(cast):
    registration, other = to("completion_requested", cast), filed(cast.ward)
    mine = Document.objects.create(content=b"a", content_type="application/pdf", size=1, sha256="0" * 64)
    foreign = Document.objects.create(
        registration=other, content=b"b", content_type="application/pdf", size=1, sha256="1" * 64
    )
    answer(registration, "", [mine, foreign])
    assert list(registration.documents.all()) == [mine]
    assert list(other.documents.all()) == [foreign]
    assert registration.completion_requests.get().documents.get() == mine


def test_a_relatives_request_is_confirmed_by_the_person_at_the_desk(cast):
    registration = filed(cast.next_door, request_unconfirmed="yes", writer="mother")
    receive(registration, cast.officer_next_door, identity_compared=True, now=MORNING)
    assert "request_unconfirmed" not in Registration.objects.get(pk=registration.pk).answers


def test_a_running_clock_is_shown_with_its_share(cast):
    registration = filed(cast.ward)
    shown = tracking.running_clock(registration, MORNING.replace(hour=21))
    assert shown is not None
    assert (shown.name, shown.hours, shown.level) == ("decision", 12, "near")
    late = tracking.running_clock(registration, MORNING.replace(day=8))
    assert late is not None
    assert late.level == "over"
