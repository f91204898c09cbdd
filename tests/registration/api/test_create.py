"""Handing in a registration by program: the fields and rules of the page, once for each key."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.api.models import KeptAnswer
from registration.api.retention import RULES
from registration.casework.models import Registration

from .conftest import WHOLE, errors

pytestmark = pytest.mark.django_db


def test_a_prepared_registration_has_a_code_and_no_clock(integrator):
    response = integrator.post()
    assert response.status_code == 201
    answer = response.json()
    assert set(answer) == {"code", "status", "received_at", "due_at", "tracking_url"}
    assert (answer["status"], answer["received_at"], answer["due_at"]) == ("prepared", None, None)
    kept = Registration.objects.get()
    assert kept.display_code == answer["code"]
    assert (kept.source, kept.answers["phone"]) == ("api", "+84900000123")


def test_a_national_channel_files_at_once_in_any_ward(national):
    answer = national.post().json()
    assert answer["status"] == "received"
    assert answer["received_at"].endswith("+07:00")
    assert answer["due_at"] > answer["received_at"]


def test_a_national_channel_only_prepares_where_the_person_says_later(national):
    assert national.post(WHOLE | {"file_now": "later"}).json()["status"] == "prepared"


def test_filing_follows_the_wards_mode_and_the_persons_word_as_on_the_page(integrator):
    there = WHOLE | {"residence_ward": "00070"}
    assert integrator.post(there).json()["status"] == "prepared"
    assert integrator.post(there | {"file_now": "yes"}).json()["status"] == "received"
    assert integrator.post(WHOLE | {"file_now": "yes"}).json()["status"] == "prepared"


def test_a_relatives_request_is_never_filed_before_the_person_confirms(national):
    request = WHOLE | {"writer": "mother", "writer_name": "Trần Thị Mẫu", "writer_phone": "0900000456"}
    assert national.post(request).json()["status"] == "prepared"
    assert Registration.objects.get().answers["request_unconfirmed"] == "yes"


def test_the_same_key_gets_the_same_answer_and_writes_once(integrator):
    first = integrator.post(key="k-1")
    second = integrator.post(dict(reversed(WHOLE.items())), key="k-1")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Registration.objects.count() == OutboundMessage.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(integrator):
    integrator.post(key="k-1")
    response = integrator.post(WHOLE | {"sex": "female"}, key="k-1")
    assert response.status_code == 409
    assert Registration.objects.count() == 1


def test_a_refused_body_leaves_its_key_free(integrator):
    assert integrator.post(WHOLE | {"sex": "?"}, key="k-1").status_code == 422
    assert integrator.post(key="k-1").status_code == 201


def test_two_systems_may_use_the_same_key(integrator, national):
    assert integrator.post(key="k-1").json()["code"] != national.post(key="k-1").json()["code"]


@pytest.mark.parametrize("key", ["", " ", "a" * 201, "có dấu"])
def test_without_a_usable_key_nothing_is_written(integrator, key):
    response = integrator._send("POST", "/api/v1/registrations", WHOLE, **{"Idempotency-Key": key})
    assert (response.status_code, errors(response)) == (422, {"Idempotency-Key": "key"})
    assert not Registration.objects.exists()


def test_each_missing_field_is_named(integrator):
    response = integrator.post({})
    assert response.status_code == 422
    needed = {"writer", "determination_result", "full_name", "date_of_birth", "sex", "id_kind", "residence_ward"}
    assert needed | {"phone", "contact_consent", "intended_place", "truthful"} <= set(errors(response))
    assert set(errors(response).values()) == {"required"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": "A\x00B"}, "full_name"),
        ({"full_name": "\ud800"}, "full_name"),
        ({"full_name": "x" * 101}, "full_name"),
        ({"full_name": {"first": "A"}}, "full_name"),
        ({"full_name": 7}, "full_name"),
        ({"writer": ["self"]}, "writer"),
        ({"substances": "heroin"}, "substances"),
        ({"substances": ["x"] * 21}, "substances"),
        ({"support_needs": ["nothing known"]}, "support_needs"),
        ({"first_used_year": 10**400}, "first_used_year"),
        ({"earlier_voluntary_count": -1}, "earlier_voluntary_count"),
        ({"earlier_voluntary_count": True}, "earlier_voluntary_count"),
        ({"residence_ward": "99999"}, "residence_ward"),
        ({"residence_ward": 70}, "residence_ward"),
        ({"phone": "12"}, "phone"),
        ({"date_of_birth": "2990-01-01"}, "date_of_birth"),
        ({"truthful": False}, "truthful"),
        ({"writer_name": 3}, "writer_name"),
        ({"documents": ["x"]}, "documents"),
        ({"full_nam": "A"}, "full_nam"),
        ({"determination_result": "waiting"}, "determination_result"),
        ({"determination_date": "2025-01-01"}, "determination_date"),
        ({"date_of_birth": "2020-01-01"}, "date_of_birth"),
        ({"intended_place": "reformatory_school"}, "intended_place"),
        ({"id_number": "099190000001"}, "id_number"),
    ],
)
def test_one_wrong_field_is_named_and_nothing_is_written(integrator, change, field):
    response = integrator.post(WHOLE | change)
    assert response.status_code == 422, response.content
    assert field in errors(response)
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"a":1,"a":2}',
        b'{"a":' + b"9" * 9999 + b"}",
    ],
)
def test_what_is_no_json_object_is_refused_cleanly(integrator, body):
    response = integrator.post(body)
    assert (response.status_code, errors(response)) == (422, {"": "json"})


def test_a_body_beyond_the_limit_is_413_in_json(integrator):
    response = integrator.post(b'{"note": "' + b"x" * 1_100_000 + b'"}')
    assert (response.status_code, errors(response)) == (413, {"": "too_large"})


def test_messages_speak_the_language_that_was_asked_for(integrator):
    def words(**headers):
        return integrator.post(WHOLE | {"phone": "12"}, **headers).json()["errors"][0]["message"]

    assert "Số điện thoại" in words()
    assert "phone number" in words(**{"Accept-Language": "en-GB,en;q=0.8"})
    assert "Số điện thoại" in words(**{"Accept-Language": "fr;q=0.9"})


def test_the_contract_of_a_minor_asks_for_both_voices(integrator):
    minor = WHOLE | {
        "date_of_birth": "2012-02-01",
        "id_number": "",
        "id_kind": "none",
        "writer": "mother",
        "writer_name": "Trần Thị Mẫu",
        "writer_phone": "0900000456",
        "intended_place": "undecided",
    }
    assert {"representative_opinion", "person_own_wish", "home_is_safe"} <= set(errors(integrator.post(minor)))
    voices = {"representative_opinion": "Đồng ý", "person_own_wish": "Em muốn học nghề", "home_is_safe": "yes"}
    assert integrator.post(minor | voices).status_code == 201


def test_who_handed_it_in_is_audited_without_a_personal_word(integrator):
    integrator.post()
    entry = Entry.objects.get(action="api.create")
    assert entry.detail == {"client": integrator.row.pk}
    assert not Entry.objects.filter(detail__icontains="Nguyễn").exists()


def test_handing_in_needs_at_most_twenty_five_queries(integrator):
    integrator.post()
    with CaptureQueriesContext(connection) as queries:
        assert integrator.post().status_code == 201
    asked = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 25, "\n".join(sql[:160] for sql in asked)


def test_a_key_that_was_forgotten_on_time_still_files_nothing_twice(integrator):
    integrator.post(key="k-1")
    KeptAnswer.objects.update(at=timezone.now() - timedelta(days=31))
    assert RULES[0].apply(timezone.now(), False) == 1
    assert integrator.post(key="k-1").status_code == 409
    assert Registration.objects.count() == 1
