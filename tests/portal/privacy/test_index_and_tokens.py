"""Blind index and tokens: what they reveal, and what they refuse."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.privacy.index import blind_index
from portal.privacy.tokens import BadToken, read, sign


def test_the_index_is_stable_within_a_purpose_and_differs_between_purposes():
    assert blind_index("+84901234567", "phone") == blind_index("+84901234567", "phone")
    assert blind_index("+84901234567", "phone") != blind_index("+84901234567", "sms")
    assert len(blind_index("x", "phone")) == 64


def test_purpose_and_value_cannot_be_shifted_into_each_other():
    assert blind_index("bc", "a") != blind_index("c", "ab")


def test_composed_and_decomposed_letters_index_alike():
    assert blind_index("Ấ", "name") == blind_index("A\u0302\u0301", "name")


def test_without_the_key_the_index_cannot_be_recomputed(settings):
    before = blind_index("+84901234567", "phone")
    settings.INDEX_KEY = "another key of the same length and shape"
    assert blind_index("+84901234567", "phone") != before


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=10), st.integers() | st.booleans()))
def test_a_token_carries_its_fields_for_its_purpose(payload):
    assert read(sign(payload, "handover"), "handover", 60) == payload


def test_a_token_of_another_purpose_is_bad():
    with pytest.raises(BadToken):
        read(sign({"a": 1}, "handover"), "set-password", 60)


def test_a_token_shows_nothing_of_what_it_carries():
    assert "Hoan" not in sign({"ward": "Hoan Kiem"}, "handover")


def test_a_token_grows_old(time_machine):
    token = sign({"a": 1}, "handover")
    time_machine.move_to(time.time() + 61)
    with pytest.raises(BadToken):
        read(token, "handover", 60)


@given(st.text(max_size=60))
def test_no_made_up_token_is_accepted(text):
    with pytest.raises(BadToken):
        read(text, "handover", 60)


def test_a_cut_or_altered_token_is_bad():
    token = sign({"a": 1}, "handover")
    for wrong in (token[:-1], token[1:], token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), token + "A"):
        with pytest.raises(BadToken):
            read(wrong, "handover", 60)
