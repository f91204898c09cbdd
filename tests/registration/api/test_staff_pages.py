"""Administrators register systems; the token is shown once; everything is audited; the demo's tokens come again."""

import io
import re

import pytest

from portal.audit.models import Entry
from registration.api import demo, tokens
from registration.api.models import ApiClient
from tests.registration.casework.cast import signed_in

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
