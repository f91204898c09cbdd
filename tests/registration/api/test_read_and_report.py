"""Who may know where a registration stands: scopes × wards; and what facility software may report."""

from itertools import product

import pytest
from django.test import Client

from portal.audit.models import Entry
from registration.api.models import FacilityReport
from registration.casework.actions.decide import decide
from registration.casework.states import Status
from tests.registration.casework.cast import MORNING, at, filed, signed_in

from .conftest import URL, WHOLE, errors

pytestmark = pytest.mark.django_db
CREATE, READ, FILE, REPORT = (f"registrations:{one}" for one in ("create", "read", "file", "report"))


@pytest.mark.parametrize(("scopes", "wards"), product([(READ,), (CREATE,), (FILE,), ()], [("00070",), ("00082",), ()]))
def test_scope_and_ward_together_decide_who_reads(cast, system, scopes, wards):
    code = filed(cast.ward).display_code
    response = system(*scopes, wards=wards).get(code)
    expected = 403 if READ not in scopes else 200 if "00070" in wards else 404
    assert response.status_code == expected


@pytest.mark.parametrize("scopes", [(READ,), (FILE,), ()])
def test_without_the_scope_nothing_is_handed_in(system, scopes):
    assert system(*scopes).post().status_code == 403


def test_the_answer_holds_state_and_clock_and_no_personal_word(cast, system):
    registration = filed(cast.ward)
    answer = system(READ).get(registration.code.lower()).json()
    assert (answer["status"], answer["rules_version"], answer["ward"]) == ("received", "B", "00070")
    assert answer["due_at"] == "2026-10-07T09:40:00+07:00"
    assert "Mẫu Thử" not in str(answer)
    assert "912345678" not in str(answer)


def test_every_reading_is_audited(cast, system):
    registration = filed(cast.ward)
    system(READ).get(registration.code)
    assert Entry.objects.filter(action="api.read", object_ref=str(registration.pk)).count() == 1


def test_a_prepared_dossier_is_known_only_to_the_system_that_handed_it_in(cast, system, integrator):
    code = integrator.post().json()["code"]
    assert integrator.get(code).json()["status"] == "prepared"
    assert system(READ).get(code).status_code == 404
    assert system(READ).get(filed(cast.ward, file_now=False).code).status_code == 404


@pytest.mark.parametrize("code", ["DV-00000-00000", "x", "1" * 300, "%00", "a%2Fb", "Đ", "..", "%ff"])
def test_a_code_that_is_none_is_404_in_json(integrator, code):
    response = integrator.get(code)
    assert (response.status_code, errors(response)) == (404, {"": "not_found"})


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}]
)
def test_without_a_known_token_the_answer_is_401_in_json(cast, header):
    response = Client().get(f"{URL}/DV-00000-00000", headers=header)
    assert (response.status_code, errors(response)) == (401, {"": "unauthorised"})
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_system_that_is_shut_out_is_unknown(integrator):
    integrator.row.is_active = False
    integrator.row.save()
    assert integrator.post().status_code == 401


def test_a_token_is_stored_as_its_digest_alone(integrator):
    assert integrator.token not in str(vars(integrator.row))


def test_the_day_of_the_last_call_is_kept_and_no_more(integrator):
    integrator.get("x")
    integrator.row.refresh_from_db()
    assert integrator.row.last_used_on is not None


def test_who_calls_too_often_is_told_when_to_come_back(integrator):
    integrator.row.per_minute = 2
    integrator.row.save()
    assert [integrator.get("x").status_code for _time in range(3)] == [404, 404, 429]
    refused = integrator.get("x")
    assert int(refused["Retry-After"]) > 0
    assert errors(refused) == {"": "too_often"}


@pytest.fixture
def decided(cast):
    with at(MORNING):
        registration = filed(cast.ward, now=MORNING)
        decide(registration, cast.chief, place="home_community", starts_on=MORNING.date(), stepped_up=True, now=MORNING)
        registration.refresh_from_db()
        yield registration


def test_a_reported_start_waits_for_the_desk_and_moves_nothing(cast, decided, system):
    facility = system(READ, REPORT)
    response = facility.report(decided.code, {"event": "started", "on": "2026-10-06"})
    assert (response.status_code, response.json()["status"]) == (202, "decided")
    decided.refresh_from_db()
    assert decided.status == Status.DECIDED
    page = signed_in(cast.officer).get("/staff/facility-reports/").content.decode()
    assert f"/staff/registrations/{decided.display_code}/start/" in page
    assert (
        decided.display_code not in signed_in(cast.officer_next_door).get("/staff/facility-reports/").content.decode()
    )


def test_the_same_report_twice_is_one(decided, system):
    facility = system(REPORT)
    body = {"event": "started", "on": "2026-10-06"}
    assert [facility.report(decided.code, body).status_code for _time in range(2)] == [202, 200]
    assert FacilityReport.objects.count() == 1


def test_a_stage_that_the_state_does_not_know_is_409(decided, system):
    assert system(REPORT).report(decided.code, {"event": "completed", "on": "2026-10-06"}).status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"event": "started", "on": "2026-10-05"}, "on"),
        ({"event": "started", "on": "2026-10-07"}, "on"),
        ({"event": "started", "on": "2026-13-40"}, "on"),
        ({"event": "started"}, "on"),
        ({"event": ["started"], "on": "2026-10-06"}, "event"),
        ({"event": "started", "on": "2026-10-06", "who": "x"}, ""),
    ],
)
def test_a_report_that_cannot_be_is_refused(decided, system, body, field):
    response = system(REPORT).report(decided.code, body)
    assert (response.status_code, field in errors(response)) == (422, True)
    assert not FacilityReport.objects.exists()


def test_only_facility_software_reports_and_only_at_its_wards(decided, system):
    body = {"event": "started", "on": "2026-10-06"}
    assert system(READ).report(decided.code, body).status_code == 403
    assert system(REPORT, wards=("00082",)).report(decided.code, body).status_code == 404


def test_no_cookie_and_no_session_is_ever_set(integrator):
    assert not integrator.post(WHOLE).cookies
