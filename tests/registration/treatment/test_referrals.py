"""A referral is answered by its facility alone, one is open at a time, and no facility is ever fuller than it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.casework.actions.stop import stop
from registration.casework.erasure import erase
from registration.casework.errors import BadInput, MoveRefused, WrongRole, WrongState
from registration.treatment.access import Facilitator
from registration.treatment.actions.answer_referral import accept, admit, decline, discharge
from registration.treatment.actions.places import NoPlaceFree, set_places
from registration.treatment.actions.refer import propose, revoke
from registration.treatment.actions.report import report
from registration.treatment.models import FacilityPlaces, ProviderReport, Referral
from registration.treatment.states import HOLDS_A_PLACE, OPEN_REFERRALS, REFERRAL_STEPS, ReportKind
from tests.registration.casework.walk import day
from tests.registration.treatment.scene import NOW, decided, make_scene


def taken(scene) -> int:
    row = FacilityPlaces.objects.filter(facility=scene.facility).first()
    return row.taken if row else 0


def test_a_facility_accepts_and_admission_begins_the_decided_treatment(scene):
    referral = scene.admitted()
    scene.person.refresh_from_db()
    assert (referral.state, scene.person.status, scene.person.started_on) == ("admitted", "in_treatment", day(NOW))
    assert scene.person.events.latest("seq").actor == scene.staff
    assert taken(scene) == 1


def test_software_of_the_facility_does_the_same_without_a_person(scene):
    client = Facilitator(scene.facility)
    referral = accept(scene.refer(), client, now=NOW)
    admit(referral, client, admitted_on=day(NOW), now=NOW)
    scene.person.refresh_from_db()
    assert scene.person.status == "in_treatment"
    assert scene.person.events.latest("seq").actor is None


def test_declining_needs_a_reason_and_leaves_the_person_free_for_another_facility(scene):
    referral = scene.refer()
    with pytest.raises(BadInput):
        decline(referral, scene.by, reason=" ")
    declined = decline(referral, scene.by, reason="Đang sửa nhà")
    assert (declined.state, declined.reason, declined.words) == ("declined", "other", "Đang sửa nhà")
    assert propose(scene.person, scene.cast.officer, scene.other, now=NOW).state == "proposed"


def test_one_open_referral_at_a_time_by_the_action_and_by_the_database(scene):
    referral = scene.refer()
    with pytest.raises(WrongState):
        propose(scene.person, scene.cast.officer, scene.other, now=NOW)
    referral.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        referral.save()


def test_a_facility_that_does_not_fit_the_decided_place_is_refused(scene):
    with pytest.raises(BadInput):
        propose(scene.person, scene.cast.officer, scene.public, now=NOW)


@pytest.mark.parametrize("who", ["social", "chair", "helper", "officer_next_door", "coordinator", "administrator"])
def test_only_the_police_desk_of_the_ward_refers(scene, who):
    with pytest.raises(WrongRole):
        propose(scene.person, getattr(scene.cast, who), scene.facility, now=NOW)


@pytest.mark.parametrize("step", [accept, lambda *words: decline(*words, reason="age")])
def test_another_facility_and_staff_whose_posting_ended_answer_nothing(scene, step):
    referral = scene.refer()
    with pytest.raises(WrongRole):
        step(referral, Facilitator(scene.other, scene.other_staff))
    with pytest.raises(WrongRole):
        step(referral, Facilitator(scene.facility, scene.other_staff))
    scene.staff.postings.update(ends_on=NOW.date().replace(year=2025, month=8))
    with pytest.raises(WrongRole):
        step(referral, scene.by)
    assert Referral.objects.get().state == "proposed"


def test_a_desk_takes_a_referral_back_and_the_place_is_free_again(scene):
    referral = accept(scene.refer(), scene.by, now=NOW)
    assert taken(scene) == 1
    revoke(referral, scene.cast.chief, reason="own_wish", now=NOW)
    assert taken(scene) == 0


def test_an_admitted_person_is_not_taken_back(scene):
    with pytest.raises(WrongState):
        revoke(scene.admitted(), scene.cast.officer, reason="own_wish")


def test_a_stop_recorded_by_the_desk_ends_the_stay_and_frees_the_place(scene):
    referral = scene.admitted()
    stop(scene.person, scene.cast.officer, reason="own_wish", now=NOW + timedelta(days=9))
    referral.refresh_from_db()
    assert (referral.state, referral.reason, taken(scene)) == ("discharged", "stopped", 0)


def test_a_report_waits_for_the_desk_and_is_the_same_when_sent_again(scene):
    referral = scene.admitted()
    later = NOW + timedelta(days=5)
    told = {"on": day(later), "reason": "own_wish", "now": later}
    first = report(referral, scene.by, ReportKind.STOPPED, **told)
    assert report(referral, scene.by, ReportKind.STOPPED, **told) == first
    assert (first.is_late, first.confirmed_at) == (False, None)
    stop(scene.person, scene.cast.officer, reason="own_wish", now=later + timedelta(hours=1))
    assert ProviderReport.objects.get().confirmed_at is not None


def test_a_report_after_the_24_hours_is_taken_and_marked_late(scene):
    referral = scene.admitted()
    late = report(referral, scene.by, ReportKind.STOPPED, on=day(NOW), reason="illness", now=NOW + timedelta(days=3))
    assert late.is_late


def test_a_report_that_the_state_does_not_know_is_refused(scene):
    referral = accept(scene.refer(), scene.by, now=NOW)
    with pytest.raises(WrongState):
        report(referral, scene.by, ReportKind.STOPPED, on=day(NOW), reason="illness", now=NOW)


def test_places_are_never_fewer_than_taken(scene):
    accept(scene.refer(), scene.by, now=NOW)
    with pytest.raises(BadInput):
        set_places(scene.by, 0)
    assert set_places(scene.by, 1).free == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        FacilityPlaces.objects.update(taken=2)


def test_erasing_a_registration_leaves_no_word_in_treatment(scene):
    referral = scene.refer(words="Cần lối đi cho xe lăn")
    decline(referral, scene.by, reason="Đang sửa nhà")
    erase(scene.person, NOW)
    assert set(Referral.objects.values_list("note", "words")) == {("", "")}


@pytest.mark.django_db(transaction=True)
def test_twenty_accepted_at_once_fill_five_places_and_no_more():
    scene = make_scene()
    set_places(scene.by, 5)
    referrals = [scene.refer(decided(scene.cast)) for _ in range(20)]
    barrier = Barrier(len(referrals))

    def run(referral):
        try:
            barrier.wait()
            return accept(referral, scene.by, now=NOW)
        except MoveRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(referrals)) as pool:
        results = list(pool.map(run, referrals))
    assert sum(isinstance(result, NoPlaceFree) for result in results) == 15
    assert (taken(scene), Referral.objects.filter(state="accepted").count()) == (5, 5)


tries = st.lists(
    st.tuples(
        st.sampled_from(["propose", *sorted(REFERRAL_STEPS)]),
        st.sampled_from(["staff", "staff", "other_staff", "officer", "officer", "officer_next_door"]),
        st.integers(0, 2),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=tries)
def test_no_sequence_of_tries_leaves_the_machine_or_miscounts_a_place(tries):
    with transaction.atomic():
        scene = make_scene()
        set_places(scene.by, 1)
        people = [scene.person, decided(scene.cast), decided(scene.cast)]
        for name, who, which in tries:
            before = dict(Referral.objects.values_list("pk", "state"))
            actor = getattr(scene, who, None) or getattr(scene.cast, who)
            try:
                _try(scene, name, actor, people[which])
            except MoveRefused:
                assert dict(Referral.objects.values_list("pk", "state")) == before
                continue
            assert actor in {scene.staff, scene.cast.officer}
            for pk, state in Referral.objects.values_list("pk", "state"):
                at, to = REFERRAL_STEPS.get(name, (frozenset(), ""))
                assert state == before.get(pk, "proposed") or (before[pk] in at and state == to)
            assert taken(scene) == Referral.objects.filter(state__in=HOLDS_A_PLACE).count() <= 1
        for person in people:
            assert Referral.objects.filter(registration=person, state__in=OPEN_REFERRALS).count() <= 1
        transaction.set_rollback(True)


def _try(scene, name, actor, person):
    if name == "propose":
        propose(person, actor, scene.facility, now=NOW)
        return
    referral = Referral.objects.filter(registration=person).first()
    if referral is None:
        raise MoveRefused("nobody is referred yet")
    by = Facilitator(scene.facility, actor)
    acts = {
        "accept": lambda: accept(referral, by, now=NOW),
        "decline": lambda: decline(referral, by, reason="age", now=NOW),
        "admit": lambda: admit(referral, by, admitted_on=day(NOW), now=NOW),
        "discharge": lambda: discharge(referral, by, discharged_on=day(NOW), reason="home", now=NOW),
        "revoke": lambda: revoke(referral, actor, reason="moved", now=NOW),
    }
    acts[name]()
