"""Administrators register systems; the token is shown once; everything is audited; the demo's tokens come again."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.audit.models import Entry
from portal.places.models import Facility
from registration.api import demo, tokens
from registration.api.models import ApiClient
from tests.registration.casework.cast import at, signed_in

from .conftest import System

pytestmark = pytest.mark.django_db
PAGE = "/staff/api-clients/"
NEW = {
    "name": "Cổng thử",
    "scopes": ["registrations:create", "registrations:read"],
    "wards": "00070, 00082",
    "per_minute": 600,
}


def token_in(response) -> str:
    return re.search(r"<code>(dv_[^<]+)</code>", response.content.decode()).group(1)


def test_an_administrator_registers_a_system_and_sees_its_token_once(cast):
    browser = signed_in(cast.administrator)
    token = token_in(browser.post(PAGE + "new/", NEW))
    row = ApiClient.objects.get(name="Cổng thử")
    assert row.token_digest == tokens.digest(token)
    assert System(row, token).post().status_code == 201
    assert token not in browser.get(PAGE).content.decode()
    assert Entry.objects.get(action="api_client.registered").actor == cast.administrator


def test_a_fresh_token_ends_the_old_one(cast, integrator):
    fresh = token_in(signed_in(cast.administrator).post(f"{PAGE}{integrator.row.pk}/token/"))
    assert integrator.post().status_code == 401
    assert System(integrator.row, fresh).post().status_code == 201


def test_a_system_is_shut_out_and_let_in_again(cast, integrator):
    browser = signed_in(cast.administrator)
    browser.post(f"{PAGE}{integrator.row.pk}/deactivate/")
    assert integrator.post().status_code == 401
    browser.post(f"{PAGE}{integrator.row.pk}/activate/")
    assert integrator.post().status_code == 201
    assert Entry.objects.filter(action__startswith="api_client.").count() == 2


def test_rights_change_from_the_next_call_on(cast, integrator):
    code = integrator.post().json()["code"]
    browser = signed_in(cast.administrator)
    rights = {"scopes": ["registrations:read"], "wards": "00070", "per_minute": 600}
    assert browser.post(f"{PAGE}{integrator.row.pk}/rights/", rights).status_code == 302
    assert integrator.post().status_code == 403
    assert integrator.get(code).status_code == 404


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"wards": "99999"}, {"name": "a\x00b"}]
)
def test_what_cannot_be_is_asked_again(cast, change):
    response = signed_in(cast.administrator).post(PAGE + "new/", NEW | change)
    assert response.status_code == 200
    assert not ApiClient.objects.exists()


@pytest.mark.parametrize("who", ["officer", "chief", "editor", "coordinator", "counsellor"])
def test_nobody_else_sees_the_systems(cast, who):
    assert signed_in(cast.staff()[who]).get(PAGE).status_code == 403


def test_the_demo_prints_the_same_tokens_again(cast, settings):
    settings.DEMO = True
    first, second = io.StringIO(), io.StringIO()
    demo.load(0.1, first)
    demo.load(0.1, second)
    assert first.getvalue() == second.getvalue()
    assert ApiClient.objects.count() == 3
    national = System(ApiClient.objects.get(name="demo-national"), demo.demo_token("demo-national"))
    assert national.post().json()["status"] == "received"


def test_a_fresh_token_may_leave_the_old_one_a_day(cast, integrator):
    page = f"{PAGE}{integrator.row.pk}/token/"
    fresh = token_in(signed_in(cast.administrator).post(page, {"overlap": "on"}))
    assert integrator.post().status_code == 201
    assert System(integrator.row, fresh).post().status_code == 201
    with at(timezone.now() + timedelta(hours=25)):
        assert integrator.post().status_code == 401
        assert System(integrator.row, fresh).post().status_code == 201


def test_a_lost_token_is_renewed_without_that_day(cast, integrator):
    browser, page = signed_in(cast.administrator), f"{PAGE}{integrator.row.pk}/token/"
    browser.post(page, {"overlap": "on"})
    browser.post(page)
    assert integrator.post().status_code == 401


def test_a_client_ends_with_its_last_day(cast, integrator):
    today = timezone.localdate()
    ApiClient.objects.update(expires_on=today)
    assert integrator.post().status_code == 201
    ApiClient.objects.update(expires_on=today - timedelta(days=1))
    assert integrator.post().status_code == 401
    assert "hết hạn" in signed_in(cast.administrator).get(PAGE).content.decode()


def test_facility_every_ward_rate_and_last_day_are_granted_and_audited(cast, integrator):
    facility = Facility.objects.create(kind="private_facility", name="Cơ sở Mẫu", ward=cast.ward, address="1 Mẫu")
    rights = {
        "scopes": ["registrations:report"],
        "every_ward": "on",
        "facility": "cơ sở mẫu",
        "per_minute": 60,
        "expires_on": "2030-01-31",
    }
    page = f"{PAGE}{integrator.row.pk}/rights/"
    browser = signed_in(cast.administrator)
    assert browser.post(page, rights).status_code == 302
    integrator.row.refresh_from_db()
    assert (integrator.row.facility, integrator.row.every_ward, integrator.row.per_minute) == (facility, True, 60)
    assert Entry.objects.get(action="api_client.changed").detail["facility"] == facility.pk
    assert f'value="{facility.pk}"' in browser.get(page).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"per_minute": 0},
        {"per_minute": "9" * 30},
        {"expires_on": "31/02/2026"},
        {"facility": "keine"},
        {"facility": "9" * 40},
    ],
)
def test_rights_that_cannot_be_are_asked_again(cast, integrator, change):
    rights = {"scopes": ["registrations:read"], "per_minute": 600}
    answer = signed_in(cast.administrator).post(f"{PAGE}{integrator.row.pk}/rights/", rights | change)
    assert answer.status_code == 200
