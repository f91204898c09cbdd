"""Leaving quickly takes everything along, always."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from portal.ui.quick_exit import cookies_to_delete

PATHS = ("/thoat/", "/en/thoat/")


def _deleted(response):
    return {(morsel.key, morsel["path"]) for morsel in response.cookies.values() if morsel["max-age"] == 0}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_leads_outside_at_once(path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (response.status_code, response["Location"]) == (303, settings.QUICK_EXIT_URL)


def test_the_browser_is_told_to_clear_and_to_keep_nothing():
    response = Client().get("/thoat/")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_every_cookie_of_ours_is_deleted_under_its_path():
    deleted = _deleted(Client().get("/thoat/"))
    assert {
        ("dv_draft", "/dang-ky"),
        ("dv_draft_en", "/en/dang-ky"),
        ("dv_track", "/tra-cuu"),
        ("dv_chat_en", "/en/tro-chuyen"),
    } <= deleted
    assert set(cookies_to_delete()) <= deleted


def test_the_answer_fits_the_header_buffer_of_a_proxy():
    cookies = Client().get("/thoat/").cookies.values()
    assert sum(len(morsel.output()) for morsel in cookies) < 3_500


def test_a_cookie_that_a_room_declares_is_deleted_too(monkeypatch):
    from django.apps import apps

    monkeypatch.setattr(apps.get_app_config("ui"), "visitor_cookies", (("dv_new", "/moi"),), raising=False)
    assert {("dv_new", "/moi"), ("dv_new", "/en/moi")} <= _deleted(Client().get("/thoat/"))


def test_a_cookie_that_the_browser_shows_is_deleted_even_if_unknown():
    client = Client()
    client.cookies["stray"] = "1"
    assert ("stray", "/") in _deleted(client.get("/thoat/"))


@pytest.mark.django_db
def test_a_session_of_staff_ends_on_the_server():
    client = Client()
    client.session["who"] = "someone"
    session = client.session
    session.save()
    client.get("/thoat/")
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.django_db
def test_it_works_while_the_database_is_away(monkeypatch):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "somekey"

    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.flush", away)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", away)
    response = client.get("/thoat/")
    assert response.status_code == 303
    assert (settings.SESSION_COOKIE_NAME, "/") in _deleted(response)
