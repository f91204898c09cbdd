"""The software of a facility: who is referred, accept, admit, stages, reports; repeats and wrong order do no harm."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.audit.models import Entry
from registration.api.models import Webhook, WebhookDelivery
from registration.api.webhooks.body import content_of
from registration.casework.actions.start import start
from registration.casework.models import Event
from registration.casework.states import Status
from registration.treatment.models import ProviderReport, Referral, StageRecord
from tests.registration.casework.cast import at
from tests.registration.casework.walk import day
from tests.registration.treatment.scene import NOW, make_scene

from .conftest import System, errors, make_system

READ, REPORT = "registrations:read", "registrations:report"
TODAY = day(NOW).isoformat()


@pytest.fixture
def scene(db):
    with at(NOW):
        yield make_scene()


def software(facility, *scopes: str, wards: tuple[str, ...] = ()) -> System:
    system = make_system(*(scopes or (READ, REPORT)), wards=wards)
    system.row.facility = facility
    system.row.save()
    return system


def list_of(system: System):
    return system._send("GET", "/api/v1/referrals")


def test_the_facility_sees_who_is_referred_to_it_and_no_other_facility_does(scene):
    scene.refer()
    mine, other = software(scene.facility), software(scene.other)
    (row,) = list_of(mine).json()["referrals"]
    assert (row["code"], row["state"], row["admitted_on"]) == (scene.person.display_code, "proposed", None)
    assert list_of(other).json() == {"referrals": []}
    assert "Mẫu Thử" not in str(row)
    assert Entry.objects.filter(action="api.referrals").count() == 2


def test_it_may_read_them_as_long_as_they_are_with_it(scene):
    mine = software(scene.facility)
    code = scene.person.code
    assert mine.get(code).status_code == 404
    scene.refer()
    assert mine.get(code).json()["status"] == "decided"
    mine.report(code, {"event": "declined", "reason": "Không còn chỗ"})
    assert mine.get(code).status_code == 404
    assert list_of(mine).json() == {"referrals": []}


def test_the_whole_stay_is_told_step_by_step(scene):
    scene.refer()
    mine, code = software(scene.facility), scene.person.code
    told = [
        {"event": "accepted"},
        {"event": "admitted", "on": TODAY},
        {"event": "stage", "on": TODAY, "stage": "reception", "ended_on": TODAY, "result": "good"},
        {"event": "stopped", "on": TODAY, "reason": "Tự ý rời đi"},
    ]
    answers = [mine.report(code, one) for one in told]
    assert [one.status_code for one in answers] == [202] * 4
    assert [one.json()["referral"] for one in answers] == ["accepted", "admitted", "admitted", "admitted"]
    assert (StageRecord.objects.get().result, ProviderReport.objects.get().kind) == ("good", "stopped")
    scene.person.refresh_from_db()
    assert scene.person.status == Status.IN_TREATMENT  # a reported stop is recorded by the desk


def test_every_repeat_is_the_same_and_every_wrong_order_changes_nothing(scene):
    scene.refer()
    mine, code = software(scene.facility), scene.person.code
    assert mine.report(code, {"event": "admitted", "on": TODAY}).status_code == 409
    assert mine.report(code, {"event": "completed", "on": TODAY}).status_code == 409
    steps = [
        {"event": "accepted"},
        {"event": "admitted", "on": TODAY},
        {"event": "stage", "on": TODAY, "stage": "reception"},
        {"event": "completed", "on": TODAY},
        {"event": "discharged", "on": TODAY, "reason": "Hết hợp đồng"},
    ]
    for step in steps:
        assert [mine.report(code, step).status_code for _time in range(2)] == [202, 200], step
    events = Event.objects.count()
    assert [mine.report(code, step).status_code for step in (steps[0], steps[1], steps[3], steps[4])] == [200] * 4
    assert mine.report(code, steps[4]).json()["status"] is None
    assert mine.report(code, {"event": "declined", "reason": "x"}).status_code == 409
    assert Event.objects.count() == events


def test_another_facility_can_tell_nothing(scene):
    scene.refer()
    other = software(scene.other)
    assert other.report(scene.person.code, {"event": "accepted"}).status_code == 404
    assert Referral.objects.get().state == "proposed"


def test_a_full_facility_and_a_revoked_referral_are_told_so(scene):
    referral = scene.refer()
    mine, code = software(scene.facility), scene.person.code
    referral.state = "revoked"
    referral.save()
    assert mine.report(code, {"event": "accepted"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"event": "arrived"}, "event"),
        ({"event": None}, "event"),
        ({"event": "admitted"}, "on"),
        ({"event": "admitted", "on": "2026-02-30"}, "on"),
        ({"event": "admitted", "on": 20261006}, "on"),
        ({"event": "declined"}, "reason"),
        ({"event": "declined", "reason": "x" * 301}, "reason"),
        ({"event": "declined", "reason": "a\x00b"}, "reason"),
        ({"event": "declined", "reason": ["x"]}, "reason"),
        ({"event": "stage", "on": TODAY}, "stage"),
        ({"event": "stage", "on": TODAY, "stage": "reception", "result": "great"}, "result"),
        ({"event": "stage", "on": TODAY, "stage": "reception", "ended_on": "x"}, "ended_on"),
        ({"event": "accepted", "who": "x"}, ""),
        ({}, "event"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(scene, body, field):
    scene.refer()
    response = software(scene.facility).report(scene.person.code, body)
    assert (response.status_code, field in errors(response)) == (422, True)


def test_an_impossible_day_or_stage_is_422_in_our_own_field_names(scene):
    scene.admitted()
    mine, code = software(scene.facility), scene.person.code
    assert errors(mine.report(code, {"event": "started", "on": "2030-01-01"})).keys() <= {"on", "event"}
    assert "stage" in errors(mine.report(code, {"event": "stage", "on": TODAY, "stage": "nothing"}))
    assert "on" in errors(mine.report(code, {"event": "stage", "on": "2020-01-01", "stage": "reception"}))


def test_the_scope_is_needed_for_both(scene):
    scene.refer()
    reader = software(scene.facility, READ)
    assert reader.report(scene.person.code, {"event": "accepted"}).status_code == 403
    assert list_of(reader).status_code == 403
    assert list_of(make_system(REPORT)).json() == {"referrals": []}


def test_the_facility_s_webhook_hears_of_its_people_only(scene):
    scene.refer()
    for facility in (scene.facility, scene.other):
        Webhook.objects.create(
            client=software(facility).row, url="http://127.0.0.1:9/", secret="x", statuses=["in_treatment"]
        )
    start(scene.person, scene.cast.officer, started_on=day(NOW), now=NOW)
    (delivery,) = WebhookDelivery.objects.all()
    assert delivery.webhook.client.facility == scene.facility
    assert content_of(delivery)["status"] == "in_treatment"


def test_the_list_takes_the_same_queries_for_one_and_for_many(scene, django_assert_max_num_queries):
    scene.refer()
    mine = software(scene.facility)
    list_of(mine)
    with django_assert_max_num_queries(9):
        list_of(mine)


@pytest.mark.django_db(transaction=True)
def test_of_ten_equal_reports_at_once_one_is_new():
    with at(NOW):
        scene = make_scene()
        scene.refer()
        mine, ready = software(scene.facility), Barrier(10)

        def one(_number):
            try:
                ready.wait(30)
                return mine.report(scene.person.code, {"event": "accepted"}).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            answers = sorted(pool.map(one, range(10)))
    assert answers == [200] * 9 + [202]
    assert Entry.objects.filter(action="referral.accepted").count() == 1
