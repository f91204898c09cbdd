"""A session ends when it is idle, old, signed out of, or when the account changes."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts.actions.deactivate import deactivate, reactivate
from portal.accounts.actions.reset_second_factor import reset_second_factor
from portal.accounts.retention import forget_ended_sessions
from portal.accounts.sessions import IDLE_S, TOTAL_S, end_all_of
from portal.accounts.sockets import signed_in_user

pytestmark = pytest.mark.django_db


def is_in(client) -> bool:
    return client.get("/staff/").status_code == 200


def test_thirty_idle_minutes_end_the_session(client, officer, signed_in, time_machine):
    signed_in(client, officer)
    time_machine.move_to(time.time() + IDLE_S + 1)
    assert "ended=1" in client.get("/staff/").url
    assert not is_in(client)


def test_work_keeps_the_session_awake_but_not_longer_than_twelve_hours(client, officer, signed_in, time_machine):
    signed_in(client, officer)
    start = time.time()
    for minutes in range(20, 720, 20):
        time_machine.move_to(start + minutes * 60)
        assert is_in(client), f"after {minutes} minutes"
    time_machine.move_to(start + TOTAL_S + 1)
    assert not is_in(client)


def test_signing_out_ends_the_session_for_good(client, officer, signed_in):
    signed_in(client, officer)
    key = client.session.session_key
    assert client.post("/staff/sign-out/").status_code == 200
    client.cookies["dv_staff"] = key
    assert not is_in(client)
    assert signed_in_user(key) is None


def test_signing_out_needs_a_post(client, officer, signed_in):
    signed_in(client, officer)
    assert client.get("/staff/sign-out/").status_code == 405
    assert is_in(client)


def test_a_deactivated_account_is_out_at_once_and_its_old_session_stays_dead(client, officer, administrator, signed_in):
    signed_in(client, officer)
    key = client.session.session_key
    deactivate(administrator, officer.pk, "nghỉ việc")
    assert signed_in_user(key) is None
    assert not is_in(client)
    reactivate(administrator, officer.pk)
    assert not is_in(client)


def test_resetting_the_second_factor_ends_the_sessions(client, officer, administrator, signed_in):
    signed_in(client, officer)
    reset_second_factor(administrator, officer.pk, "mất điện thoại")
    assert not is_in(client)


def test_ending_all_sessions_reaches_every_browser(client, officer, signed_in):
    other = client.__class__()
    signed_in(client, officer)
    signed_in(other, officer)
    end_all_of(officer)
    assert not is_in(client)
    assert not is_in(other)


def test_an_ended_posting_takes_its_rights_at_once(client, administrator, signed_in):
    signed_in(client, administrator)
    assert client.get("/staff/accounts/").status_code == 200
    administrator.postings.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert client.get("/staff/accounts/").status_code == 403


def test_a_session_cookie_is_guarded(client, officer, signed_in):
    signed_in(client, officer)
    cookie = client.cookies["dv_staff"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == ""


def test_ended_sessions_are_forgotten_and_living_ones_kept(client, officer, signed_in):
    signed_in(client, officer)
    ended = SessionStore()
    ended["probe"] = 1
    ended.save()
    Session.objects.filter(pk=ended.session_key).update(expire_date=timezone.now() - timedelta(hours=1))
    assert forget_ended_sessions(timezone.now(), True) == 1
    assert forget_ended_sessions(timezone.now(), False) == 1
    assert is_in(client)
