"""A helper records contacts; whatever is tried in whatever order, none leaves its small machine, none counts twice."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.sms.models import OutboundMessage
from registration.aftercare.actions.settle_contact import Visit, record_missed, record_visit, reschedule
from registration.aftercare.models import FollowUp
from registration.aftercare.states import Contact
from registration.aftercare.tasks import carry_up_late, remind_of
from registration.casework.errors import BadInput, MoveRefused, WrongRole, WrongState
from tests.registration.aftercare.scene import make_scene, visit

ALLOWED = {"planned": {"planned", "done", "missed", "rescheduled"}}


def test_a_contact_that_took_place_is_done_and_the_words_are_sealed(scene):
    done = visit(scene, scene.plan()[0], scene.noon(30), how="Đang học may ở xưởng", next_on=scene.noon(37).date())
    assert (done.state, done.happened_on) == ("done", scene.noon(30).date())
    assert scene.plan()[0].due_on == scene.noon(37).date()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM aftercare_followup t")
        text = cursor.fetchone()[0]
    assert "xưởng" not in text
    assert "xưởng".encode().hex() not in text


def test_what_a_phone_sends_twice_is_one_contact(scene):
    key, told = uuid4(), Visit(scene.noon(30).date(), "call", "well")
    first = record_visit(scene.person, scene.cast.helper, told, key=key, now=scene.noon(30))
    again = record_visit(scene.person, scene.cast.helper, told, key=key, now=scene.noon(31))
    assert first.pk == again.pk
    assert FollowUp.objects.filter(state="done").count() == 1


def test_a_second_phone_is_told_that_the_contact_is_recorded(scene):
    contact = scene.plan()[0]
    visit(scene, contact, scene.noon(30))
    with pytest.raises(WrongState):
        visit(scene, contact, scene.noon(31))


def test_a_moved_contact_keeps_its_place_in_the_plan(scene):
    contact = scene.plan()[0]
    moved = reschedule(scene.person, scene.cast.helper, contact, to=scene.noon(35).date(), now=scene.noon(29))
    contact.refresh_from_db()
    assert (contact.state, contact.moved_to, moved.number) == ("rescheduled", moved, contact.number)


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_contact_moves_neither_into_the_past_nor_past_the_end(scene, days):
    with pytest.raises(BadInput):
        reschedule(scene.person, scene.cast.helper, scene.plan()[0], to=scene.noon(days).date(), now=scene.noon(1))


def test_a_contact_still_to_come_was_not_missed(scene):
    with pytest.raises(BadInput):
        record_missed(scene.person, scene.cast.helper, scene.plan()[0], reason="away", now=scene.noon(3))


def test_a_day_to_come_is_no_contact(scene):
    with pytest.raises(BadInput):
        visit(scene, None, scene.noon(3), happened_on=scene.noon(4).date())


@pytest.mark.parametrize("who", ["other_helper", "helper_next_door"])
def test_another_helper_records_nothing(scene, who):
    with pytest.raises(WrongRole):
        record_visit(
            scene.person, getattr(scene, who), Visit(scene.noon(2).date(), "visit", "well"), key=uuid4(),
            now=scene.noon(2),
        )  # fmt: skip
    assert not FollowUp.objects.filter(state="done").exists()


def test_a_posting_that_ended_records_nothing_although_the_person_is_still_assigned(scene):
    scene.cast.helper.postings.update(ends_on=date(2026, 1, 31))
    with pytest.raises(WrongRole):
        visit(scene, None, scene.noon(2))


def test_a_late_contact_is_carried_to_helper_desk_and_chair_in_turn_and_only_once(scene):
    contact = scene.plan()[0]
    for other in scene.plan()[1:]:
        other.delete()
    due = (contact.due_on - scene.began).days
    levels = []
    for days in (0, 1, 9, 18, 18):
        carry_up_late(scene.noon(due + days))
        contact.refresh_from_db()
        levels.append(contact.escalation)
    assert levels == [0, 1, 2, 3, 3]
    assert carry_up_late(scene.noon(due + 30)) == 0


def test_tomorrows_contact_is_texted_once_neutrally_and_only_with_consent(scene):
    day = scene.plan()[0].due_on
    before = OutboundMessage.objects.count()
    assert remind_of(day) == 1
    assert remind_of(day) == 1
    assert OutboundMessage.objects.count() == before + 1
    scene.person.sms_allowed = False
    scene.person.save()
    assert remind_of(scene.plan()[1].due_on) == 0


steps = st.lists(
    st.tuples(
        st.sampled_from(["visit", "missed", "reschedule", "beside"]),
        st.sampled_from(["helper", "helper", "helper", "other_helper", "helper_next_door"]),
        st.integers(0, 5),
        st.integers(0, 60),
        st.integers(-3, 400),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=steps)
def test_no_sequence_of_tries_leaves_the_machine(tries):
    with transaction.atomic():
        scene = make_scene()
        contacts, day = scene.plan(), 0
        for what, who, which, later, shift in tries:
            day += later
            now, contact = scene.noon(day), contacts[which]
            before = dict(FollowUp.objects.values_list("pk", "state"))
            actor = getattr(scene, who, None) or getattr(scene.cast, who)
            try:
                _try(what, scene, actor, contact, now, scene.noon(day + shift).date())
            except MoveRefused:
                assert dict(FollowUp.objects.values_list("pk", "state")) == before
                continue
            assert actor == scene.cast.helper
            for pk, state in FollowUp.objects.values_list("pk", "state"):
                assert state in ALLOWED.get(before.get(pk, "planned"), {before.get(pk)})
        planned_places = FollowUp.objects.filter(number__gt=0).exclude(state=Contact.RESCHEDULED)
        assert sorted(planned_places.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
        transaction.set_rollback(True)


def _try(what, scene, actor, contact, now, day):
    if what == "reschedule":
        reschedule(scene.person, actor, contact, to=day, now=now)
    elif what == "missed":
        record_missed(scene.person, actor, contact, reason="away", now=now)
    else:
        told = Visit(day, "visit", "some")
        planned = contact if what == "visit" else None
        record_visit(scene.person, actor, told, key=uuid4(), contact=planned, now=now)
