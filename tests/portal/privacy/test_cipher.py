"""What is sealed opens only with its key, in its place, and unaltered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.privacy.cipher import CannotDecrypt, Key, KeyRing, KeyRingError, Tampered, UnknownKey, parse_keys

OLD, NEW = Key("2026", b"o" * 32), Key("2027", b"n" * 32)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_open_again_in_their_place(plaintext, place):
    ring = KeyRing([OLD])
    assert ring.open(ring.seal(plaintext, place), place) == plaintext


@given(st.data())
def test_no_byte_of_a_sealed_value_can_be_flipped(data):
    ring = KeyRing([OLD, NEW])
    sealed = bytearray(ring.seal("chị Hạnh".encode(), "a.B.c"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(CannotDecrypt):
        ring.open(bytes(sealed), "a.B.c")


@given(st.binary(max_size=60))
def test_bytes_that_were_never_sealed_are_refused(noise):
    with pytest.raises(CannotDecrypt):
        KeyRing([OLD]).open(noise, "a.B.c")


def test_a_value_does_not_open_in_another_place():
    ring = KeyRing([OLD])
    with pytest.raises(Tampered):
        ring.open(ring.seal(b"x", "casework.Registration.answers"), "conversations.Message.body")


def test_a_value_under_a_key_outside_the_ring_says_so():
    with pytest.raises(UnknownKey, match="2026"):
        KeyRing([NEW]).open(KeyRing([OLD]).seal(b"x", "p"), "p")


def test_another_secret_under_the_same_name_opens_nothing():
    with pytest.raises(Tampered):
        KeyRing([Key("2026", b"z" * 32)]).open(KeyRing([OLD]).seal(b"x", "p"), "p")


def test_the_newest_key_seals_and_the_older_still_opens():
    before = KeyRing([OLD]).seal(b"x", "p")
    ring = KeyRing([NEW, OLD])
    assert ring.open(before, "p") == b"x"
    assert ring.seal(b"x", "p").startswith(NEW.header)


def test_equal_words_never_look_equal():
    ring = KeyRing([OLD])
    assert ring.seal(b"x", "p") != ring.seal(b"x", "p")


@pytest.mark.parametrize(
    "text", ["", "k1", "k1:nonsense!", "k1:c2hvcnQ=", ":" + "A" * 43 + "=", f"a:{'A' * 43}=,a:{'B' * 43}="]
)
def test_a_key_ring_that_makes_no_sense_is_refused(text):
    with pytest.raises(KeyRingError):
        parse_keys(text)
