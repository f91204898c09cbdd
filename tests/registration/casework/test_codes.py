"""The registration code survives what hands and mouths do to it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.casework import codes

numbers = st.integers(min_value=0, max_value=2**45 - 1)


@given(numbers, st.randoms(use_true_random=False))
def test_any_spelling_of_a_code_finds_it(number, random):
    code = codes.seeded_code(number)
    spelled = "".join(
        random.choice([sign, sign.lower()]) if sign not in "01" else random.choice({"0": "0oO", "1": "1iIlL"}[sign])
        for sign in code
    )
    cut = random.randrange(1, 9)
    text = random.choice(["", "DV-", "dv ", "DV"]) + spelled[:cut] + random.choice(["-", " ", "–", ""]) + spelled[cut:]
    assert codes.normalise(f" {text} ") == code


@given(numbers, st.integers(0, 9), st.sampled_from(codes.ALPHABET))
def test_one_wrong_sign_is_found(number, place, sign):
    code = codes.seeded_code(number)
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong == code:
        assert codes.normalise(wrong) == code
    else:
        with pytest.raises(codes.BadCode):
            codes.normalise(wrong)


@given(numbers, st.integers(0, 8))
def test_two_swapped_neighbours_are_found(number, place):
    code = codes.seeded_code(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(codes.BadCode):
            codes.normalise(swapped)


@given(st.text(max_size=100))
def test_arbitrary_text_is_a_code_or_a_clear_refusal(text):
    with contextlib.suppress(codes.BadCode):
        assert len(codes.normalise(text)) == codes.LENGTH


def test_codes_are_random_and_shown_in_groups():
    made = {codes.new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert codes.display("0123456789") == "DV-01234-56789"
