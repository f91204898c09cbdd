"""Needs go from asked to met, or not met with a reason; what is settled stays settled."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.places.models import Facility
from registration.aftercare.actions.needs import Step, advance, ask
from registration.aftercare.models import SupportNeed
from registration.aftercare.states import NEED_STEPS, OPEN_NEEDS
from registration.casework.errors import BadInput, MoveRefused, WrongRole, WrongState
from tests.registration.aftercare.scene import make_scene

DESK, HELPER = SupportNeed.Source.DESK, SupportNeed.Source.HELPER


def job(scene):
    return scene.person.support_needs.get(kind="job")


def test_a_need_goes_all_the_way_with_provider_and_days(scene):
    centre = Facility.objects.create(
        kind="job_centre", name="Trung tâm việc làm mẫu", ward=scene.cast.ward, address="1"
    )
    advance(job(scene), scene.cast.social, "refer", Step(facility=centre), now=scene.noon(5))
    advance(job(scene), scene.cast.social, "receiving", Step(), now=scene.noon(9))
    done = advance(job(scene), scene.cast.chair, "met", Step(words="Đã có việc"), now=scene.noon(40))
    days = (done.referred_on, done.receiving_on, done.met_on)
    assert days == tuple(scene.noon(n).date() for n in (5, 9, 40))
    assert (done.state, done.provider_name) == ("met", centre.name)


def test_a_referral_names_somebody(scene):
    with pytest.raises(BadInput):
        advance(job(scene), scene.cast.social, "refer", Step(provider="  "))


def test_not_met_says_why_and_own_words_are_kept_sealed(scene):
    with pytest.raises(BadInput):
        advance(job(scene), scene.cast.social, "not-met", Step())
    unmet = advance(job(scene), scene.cast.social, "not-met", Step(reason="Xưởng đã đóng cửa"))
    assert (unmet.state, unmet.reason, unmet.words) == ("not_met", "other", "Xưởng đã đóng cửa")


def test_asking_twice_for_the_same_is_one_open_need_and_it_may_be_asked_again_later(scene):
    first = ask(scene.person, scene.cast.helper, "health", source=HELPER)
    assert ask(scene.person, scene.cast.social, "health", source=DESK) == first
    advance(first, scene.cast.social, "met", Step())
    assert ask(scene.person, scene.cast.social, "health", source=DESK) != first


def test_the_database_itself_keeps_one_open_need_of_a_kind(scene):
    need = job(scene)
    need.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        need.save()


@pytest.mark.parametrize("who", ["officer", "chief", "helper", "officer_next_door", "coordinator"])
def test_only_the_committee_desk_of_the_ward_carries_a_need(scene, who):
    with pytest.raises(WrongRole):
        advance(job(scene), getattr(scene.cast, who), "met", Step())
    assert job(scene).state == "asked"


def test_a_helper_notes_needs_of_their_own_people_alone(scene):
    with pytest.raises(WrongRole):
        ask(scene.person, scene.other_helper, "legal", source=HELPER)
    assert ask(scene.person, scene.cast.helper, "legal", source=HELPER).source == "helper"


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=st.lists(st.tuples(st.sampled_from(sorted(NEED_STEPS)), st.booleans()), max_size=8))
def test_no_sequence_of_steps_leaves_the_machine(tries):
    with transaction.atomic():
        scene = make_scene()
        for name, says in tries:
            before = job(scene)
            step = Step(provider="Cô Lan", reason="no_offer") if says else Step()
            try:
                advance(before, scene.cast.social, name, step)
            except MoveRefused:
                assert job(scene).state == before.state
                continue
            assert before.state in OPEN_NEEDS
            assert job(scene).state == NEED_STEPS[name][1]
        transaction.set_rollback(True)


def test_two_desks_at_once_are_told(scene):
    stale = job(scene)
    advance(job(scene), scene.cast.social, "met", Step())
    with pytest.raises(WrongState):
        advance(stale, scene.cast.chair, "not-met", Step(reason="no_offer"))
