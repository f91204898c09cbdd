"""Limits count in Valkey under names that nobody can turn back, and refuse when Valkey is gone."""

import socket
import time

import pytest

from portal.privacy import throttle, valkey
from portal.privacy.throttle import ThrottleUnavailable, allow, attempt, forget, give_back


def test_so_many_are_allowed_and_no_more():
    assert [allow("chat", "k", 3, 60) for _ in range(4)] == [True, True, True, False]


def test_scopes_and_keys_are_counted_apart():
    allow("chat", "k", 1, 60)
    assert allow("chat", "other", 1, 60)
    assert allow("sms", "k", 1, 60)


def test_the_first_tries_are_free_and_then_each_failure_doubles_the_wait(monkeypatch):
    assert [attempt("sign-in", "k", free=2) for _ in range(3)] == [0, 0, 0]
    assert attempt("sign-in", "k", free=2) == 2
    pass_the_wait("sign-in", "k")
    assert attempt("sign-in", "k", free=2) == 0
    assert attempt("sign-in", "k", free=2) == 4


def test_a_try_that_must_wait_does_not_lengthen_the_wait():
    for _ in range(3):
        attempt("sign-in", "k", free=2)
    assert {attempt("sign-in", "k", free=2) for _ in range(5)} == {2}


def test_success_forgets_the_failures():
    for _ in range(3):
        attempt("sign-in", "k", free=2)
    forget("sign-in", "k")
    assert attempt("sign-in", "k", free=2) == 0


def test_a_success_of_one_gives_back_only_one_to_a_shared_network():
    for _ in range(2):
        attempt("network", "k", free=2)
    give_back("network", "k")
    assert [attempt("network", "k", free=2), attempt("network", "k", free=2)] == [0, 0]
    assert attempt("network", "k", free=2) > 0


def test_names_in_valkey_hold_neither_name_nor_address():
    allow("sign-in", "police.officer@demo.example|10.1.2.3", 5, 60)
    names = b" ".join(valkey.client().keys(f"{valkey.prefix()}*"))
    assert names
    assert b"police" not in names
    assert b"10.1.2.3" not in names


def test_counters_disappear_by_themselves():
    allow("chat", "k", 5, 60)
    attempt("sign-in", "k", free=0)
    lives = [valkey.client().ttl(name) for name in valkey.client().keys(f"{valkey.prefix()}*")]
    assert lives
    assert all(0 < life <= throttle.SALT_LIFE_S for life in lives)


def test_tomorrow_the_same_key_is_counted_under_another_name(time_machine):
    today = throttle._names("chat", "k")
    time_machine.move_to(time.time() + 24 * 3600)
    assert throttle._names("chat", "k") != today


@pytest.fixture
def no_valkey(settings, tmp_path):
    settings.VALKEY_URL = f"unix://{tmp_path}/gone.sock"


def test_without_valkey_each_caller_gets_what_it_chose(no_valkey):
    assert allow("chat", "k", 5, 60) is False
    assert allow("chat", "k", 5, 60, on_outage="permit") is True
    with pytest.raises(ThrottleUnavailable):
        allow("chat", "k", 5, 60, on_outage="raise")


@pytest.fixture
def frozen_valkey(settings, tmp_path):
    """Takes connections and never says a word."""
    settings.VALKEY_URL = f"unix://{tmp_path}/frozen.sock"
    settings.VALKEY_PATIENCE_S = 1
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{tmp_path}/frozen.sock")
        listening.listen(20)
        yield


def test_a_valkey_that_hangs_costs_one_wait_and_the_next_callers_none(frozen_valkey, settings):
    began = time.monotonic()
    for _number in range(20):
        assert allow("chat", "k", 5, 60, on_outage="permit") is True
    assert time.monotonic() - began < 2 * settings.VALKEY_PATIENCE_S


def test_without_valkey_nobody_may_try_a_password(no_valkey):
    with pytest.raises(ThrottleUnavailable):
        attempt("sign-in", "k")


def pass_the_wait(scope: str, key: str) -> None:
    """As if the delay were over."""
    valkey.client().delete(throttle._names(scope, key)[1])
