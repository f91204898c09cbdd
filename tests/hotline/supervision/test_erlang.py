"""Erlang B, C and A against published figures, and against each other."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline.supervision.erlang import by_erlang_a, by_erlang_c, erlang_b, erlang_c, fewest


@pytest.mark.parametrize(("lines", "load"), [(5, 1.361), (10, 4.461), (20, 12.03), (50, 37.90), (100, 84.06)])
def test_erlang_b_as_in_the_published_table_of_one_percent_blocking(lines, load):
    assert erlang_b(lines, load) == pytest.approx(0.01, abs=2e-5)


def test_erlang_c_as_in_the_known_example_of_200_calls_an_hour_of_three_minutes():
    found = by_erlang_c(14, 200, 180, 20)
    assert found.waits == pytest.approx(0.174, abs=5e-4)
    assert found.level == pytest.approx(0.888, abs=5e-4)
    assert found.mean_wait_s == pytest.approx(7.8, abs=0.05)
    assert found.busy == pytest.approx(0.714, abs=5e-4)


def test_erlang_a_beside_erlang_c_as_mandelbaum_and_zeltyn_print_them():
    """50 agents, 48 calls a minute of one minute, patience two minutes."""
    endless, leaving = by_erlang_c(50, 2880, 60, 20), by_erlang_a(50, 2880, 60, 120, 20)
    assert endless.mean_wait_s == pytest.approx(20.8, abs=0.05)
    assert leaving.mean_wait_s == pytest.approx(3.7, abs=0.05)
    assert leaving.abandons == pytest.approx(0.031, abs=5e-4)
    assert (round(endless.busy, 2), round(leaving.busy, 2)) == (0.96, 0.93)


def test_with_endless_patience_erlang_a_is_erlang_c():
    patient, endless = by_erlang_a(8, 60, 300, 1e9, 60), by_erlang_c(8, 60, 300, 60)
    assert patient.level == pytest.approx(endless.level, abs=1e-4)
    assert patient.waits == pytest.approx(endless.waits, abs=1e-4)


def test_an_overload_never_settles_by_c_and_does_by_a():
    assert by_erlang_c(2, 60, 300, 60).level == 0
    assert math.isinf(by_erlang_c(2, 60, 300, 60).mean_wait_s)
    assert erlang_c(2, 5.0) == 1.0
    assert 0 < by_erlang_a(2, 60, 300, 120, 60).level < 1


def test_the_fewest_reach_the_level_and_one_less_does_not():
    found = fewest(0.8, lambda n: by_erlang_c(n, 200, 180, 20))
    assert found.agents == 14
    assert by_erlang_c(13, 200, 180, 20).level < 0.8


def test_an_empty_hour_needs_nobody_to_wait():
    assert by_erlang_c(1, 0, 300, 60).level == by_erlang_a(1, 0, 300, 60, 60).level == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 40), st.floats(0.5, 200), st.floats(30, 3000), st.floats(5, 3000), st.floats(1, 600))
def test_whatever_the_hour_shares_are_shares_and_more_hands_never_hurt(agents, rate, talk, patience, within):
    one, more = (by_erlang_a(number, rate, talk, patience, within) for number in (agents, agents + 1))
    for found in (one, more):
        assert all(-1e-9 <= share <= 1 + 1e-9 for share in (found.waits, found.level, found.abandons, found.busy))
    assert more.level >= one.level - 1e-6
    assert more.abandons <= one.abandons + 1e-6
