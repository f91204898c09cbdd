"""Stages overlap and only warn; the way to a public facility has three clocks; who goes home tells; who returns counts."""

from datetime import date, timedelta

import pytest

from portal.accounts.models import Posting, Role
from registration.casework import glass
from registration.casework.actions.start import start
from registration.casework.actions.stop import stop
from registration.casework.desks import desks_of
from registration.casework.errors import BadInput, WrongRole, WrongState
from registration.casework.models import Registration
from registration.treatment.actions import course
from registration.treatment.actions.come_back import earlier_cases, link_return
from registration.treatment.actions.record_stage import StageWords, record_at_desk, record_at_facility
from registration.treatment.models import Contract, PublicStep, StageRecord
from registration.treatment.stages import WIDTH, chart
from tests.registration.casework.cast import MORNING, filed
from tests.registration.casework.walk import day
from tests.registration.treatment.scene import NOW, decided, make_scene


@pytest.fixture
def treated(scene):
    """In treatment since the day of NOW."""
    start(scene.person, scene.cast.officer, started_on=day(NOW), now=NOW)
    scene.person.refresh_from_db()
    return scene


def write(scene, key, first, last=None, result="", *, on=400):
    """A stage in days from the start, told `on` days after it."""
    base = day(NOW)
    words = StageWords(
        key, base + timedelta(days=first), base + timedelta(days=last) if last is not None else None, result
    )
    return record_at_desk(scene.person, scene.cast.officer, words, now=NOW + timedelta(days=on))


def warned(scene, key, on=400):
    row = next(row for row in chart(scene.person, day(NOW) + timedelta(days=on)) if row.key == key)
    return [str(words) for words in row.warnings]


def test_stages_overlap_without_complaint(treated):
    write(treated, "reception", 0, 1, "good")
    write(treated, "detoxification", 1, 20, "reached")
    write(treated, "behavioural_recovery", 20, 140, "reached")
    write(treated, "labour_therapy", 25)
    rows = chart(treated.person, day(NOW) + timedelta(days=200))
    assert [row.warnings for row in rows] == [[], [], [], [], []]
    assert all(0 <= row.left <= WIDTH and row.left + row.width <= WIDTH + 1 for row in rows)


@pytest.mark.parametrize(
    ("key", "first", "last", "enough"),
    [
        ("detoxification", 2, 10, 11),
        ("behavioural_recovery", 15, 60, 106),
        ("reintegration_preparation", 700, 715, 730),
    ],
)
def test_a_stage_shorter_than_the_rule_set_wants_warns_and_is_no_wall(treated, key, first, last, enough):
    write(treated, key, first, last, "reached", on=740)
    assert len(warned(treated, key, 740)) == 1
    write(treated, key, first, enough, "reached", on=740)
    assert warned(treated, key, 740) == []


def test_a_long_reception_a_missing_result_and_an_early_return_warn(treated):
    write(treated, "reception", 0, 5)
    write(treated, "reintegration_preparation", 30)
    assert len(warned(treated, "reception")) == 2
    assert len(warned(treated, "reintegration_preparation")) == 1


@pytest.mark.parametrize(
    ("key", "first", "last", "result"),
    [
        ("reception", -1, None, ""),
        ("reception", 500, None, ""),
        ("reception", 5, 4, ""),
        ("reception", 5, 450, ""),
        ("reception", 5, None, "good"),
        ("reception", 5, 6, "excellent"),
        ("dancing", 5, 6, ""),
    ],
)
def test_what_cannot_be_is_refused(treated, key, first, last, result):
    with pytest.raises(BadInput):
        write(treated, key, first, last, result)
    assert not StageRecord.objects.exists()


def test_a_facility_writes_stages_of_those_it_admitted_alone(scene):
    referral = scene.admitted()
    words = StageWords("reception", day(NOW))
    made = record_at_facility(referral, scene.by, words, now=NOW)
    assert made.facility == scene.facility
    other = scene.refer(decided(scene.cast))
    with pytest.raises(WrongState):
        record_at_facility(other, scene.by, words, now=NOW)


def test_the_committee_desk_and_the_next_ward_write_no_stage(treated):
    for who in ("social", "chair", "officer_next_door", "helper"):
        with pytest.raises(WrongRole):
            record_at_desk(treated.person, getattr(treated.cast, who), StageWords("reception", day(NOW)), now=NOW)


def test_the_way_to_a_public_facility_runs_three_clocks_of_24_hours_one_after_the_other(db):
    scene = make_scene("public_facility")
    first = PublicStep.objects.get(registration=scene.person)
    assert (first.key, first.due_at - first.started_at) == ("public_facility_request", timedelta(hours=24))
    at = NOW
    for key in ("public_facility_request", "public_facility_assignment", "public_facility_transfer"):
        at += timedelta(hours=3)
        step = course.record_public_step(
            scene.person, scene.cast.officer, key, facility=scene.public, number="12/CV", now=at
        )
        assert (step.started_at < at, step.done_at) == (True, at)
    assert list(PublicStep.objects.values_list("done_at", flat=True)).count(None) == 0
    with pytest.raises(WrongState):
        course.record_public_step(scene.person, scene.cast.officer, "public_facility_request", now=at)


def test_the_assigned_facility_is_named(db):
    scene = make_scene("public_facility")
    course.record_public_step(scene.person, scene.cast.officer, "public_facility_request", now=NOW)
    with pytest.raises(BadInput):
        course.record_public_step(scene.person, scene.cast.officer, "public_facility_assignment", now=NOW)
    assert PublicStep.objects.filter(done_at=None).count() == 1


def test_other_places_know_no_such_steps(scene):
    assert not PublicStep.objects.exists()


def contract(scene, **changes):
    words = {
        "facility": scene.facility,
        "number": "07/HĐ",
        "signed_on": day(NOW),
        "from_on": day(NOW),
        "to_on": day(NOW) + timedelta(days=200),
        "stages": ["reception", "detoxification", "behavioural_recovery"],
    }
    return course.keep_contract(scene.person, scene.cast.officer, **(words | changes), now=NOW)


def test_who_goes_home_after_the_first_stages_and_the_facility_each_tell_in_their_time(treated):
    contract(treated)
    home = NOW + timedelta(days=150)
    kept = course.go_home(treated.person, treated.cast.officer, went_home_on=day(home), facility_told=True, now=home)
    assert kept.facility_told_at == home
    assert (day(kept.facility_tells_by) - day(home)).days == 1
    assert (day(kept.person_tells_by) - day(home)).days >= 2
    told = course.person_told(treated.person, treated.cast.officer, now=home + timedelta(days=1))
    assert course.person_told(treated.person, treated.cast.officer).person_told_at == told.person_told_at


@pytest.mark.parametrize(
    "bad",
    [
        {"number": " "},
        {"stages": []},
        {"stages": ["dancing"]},
        {"signed_on": day(NOW) + timedelta(days=1)},
        {"to_on": day(NOW) - timedelta(days=1)},
    ],
)
def test_an_impossible_contract_is_refused(scene, bad):
    with pytest.raises(BadInput):
        contract(scene, **bad)
    assert not Contract.objects.exists()


def test_a_plan_names_who_treats(scene):
    with pytest.raises(BadInput):
        course.keep_plan(scene.person, scene.cast.officer, facility=None, provider=" ", words={})
    plan = course.keep_plan(
        scene.person,
        scene.cast.officer,
        facility=None,
        provider="Tổ y tế",
        words={"medical": "Khám hằng tuần", "x": ""},
    )
    assert plan.words == {"medical": "Khám hằng tuần"}


def stopped(scene) -> Registration:
    start(scene.person, scene.cast.officer, started_on=day(NOW), now=NOW)
    return stop(scene.person, scene.cast.officer, reason="own_wish", now=NOW + timedelta(days=20))


def test_somebody_who_stopped_comes_back_and_the_earlier_treatment_counts(scene):
    earlier = stopped(scene)
    new = filed(scene.cast.ward, now=MORNING + timedelta(days=40))
    assert list(earlier_cases(new, scene.cast.officer)) == [earlier]
    link_return(new, scene.cast.officer, earlier)
    link_return(new, scene.cast.officer, earlier)
    new.refresh_from_db()
    assert (new.answers["earlier_voluntary_count"], new.is_repeat) == (1, True)


def test_nobody_is_tied_to_somebody_elses_file_nor_by_another_ward(scene):
    earlier = stopped(scene)
    someone = filed(
        scene.cast.ward, id_number="099090000999", full_name="Lê Mẫu Khác", now=MORNING + timedelta(days=40)
    )
    with pytest.raises(BadInput):
        link_return(someone, scene.cast.officer, earlier)
    with pytest.raises(WrongRole):
        link_return(someone, scene.cast.officer_next_door, earlier)


def test_who_reads_a_file_in_an_emergency_ties_nothing_to_it(scene):
    earlier, both = stopped(scene), scene.cast.officer_next_door
    Posting.objects.create(user=both, role=Role.COORDINATOR, province_id="01", starts_on=date(2025, 7, 1))
    new = filed(scene.cast.ward, now=MORNING + timedelta(days=40))
    for one in (earlier, new):
        glass.break_glass(one.code, "Người trong hồ sơ đang gặp nguy hiểm.", both, desks_of(both))
    assert Registration.objects.visible_to(both).count() == 2
    with pytest.raises(WrongRole):
        link_return(new, both, earlier)
    assert not earlier_cases(new, both).exists()
