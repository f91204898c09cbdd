"""Twelve digits tell something and prove nothing: a contradiction is a doubt, never a wall."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.rules.personal_number import Doubt, NotAPersonalNumber, doubts, masked, normalise, read
from registration.rules.ruleset import ruleset

B = ruleset("B")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "place", "sex", "year"),
    [
        ("001090000001", "001", "male", 1990),
        ("001 190 000 001", "001", "female", 1990),
        ("079.205.000001", "079", "male", 2005),
        ("099-311-000001", "099", "female", 2011),
    ],
)
def test_a_number_says_place_sex_and_year(text, place, sex, year):
    number = read(text, B)
    assert (number.place, number.sex, number.year) == (place, sex, year)


@pytest.mark.parametrize("text", ["", "12345", "00109000000x", "٠٠١٠٩٠٠٠٠٠٠١", "0010900000011", "🙂" * 12])
def test_what_is_not_twelve_digits_is_refused(text):
    with pytest.raises(NotAPersonalNumber) as refusal:
        read(text, B)
    assert not refusal.value.old_paper


def test_nine_digits_get_a_hint_of_their_own():
    with pytest.raises(NotAPersonalNumber) as refusal:
        read("012 345 678", B)
    assert refusal.value.old_paper


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("001090000001", {"sex": "male", "born_in": 1990}, []),
        ("001090000001", {}, []),
        ("001090000001", {"sex": "female"}, [Doubt.OTHER_SEX]),
        ("001090000001", {"born_in": 1991}, [Doubt.OTHER_YEAR]),
        ("099090000001", {}, [Doubt.UNKNOWN_PLACE]),
        ("001299000001", {"born_in": 1999}, [Doubt.NOT_BORN_YET]),
        ("000190000001", {"sex": "male", "born_in": 1985}, [Doubt.UNKNOWN_PLACE, Doubt.OTHER_SEX, Doubt.OTHER_YEAR]),
    ],
)
def test_contradictions_are_doubts(text, answers, expected):
    assert doubts(read(text, B), B, today=TODAY, **answers) == expected


def test_all_63_provinces_of_then_are_known():
    assert len(B.place_codes) == 63


@pytest.mark.parametrize(
    ("text", "shown"), [("001090000001", "001•••••••01"), ("B1234567", "B12•••67"), ("123", "•••"), ("", "")]
)
def test_numbers_are_shown_masked(text, shown):
    assert masked(text) == shown


births = st.dates(min_value=date(1900, 1, 1), max_value=TODAY)


@given(st.sampled_from(sorted(B.place_codes)), births, st.booleans(), st.integers(min_value=0, max_value=999_999))
def test_a_number_made_by_the_rule_raises_no_doubt(place, born, female, serial):
    century = (born.year - B.first_century) // 100 * 2 + female
    number = read(f"{place}{century}{born.year % 100:02d}{serial:06d}", B)
    assert doubts(number, B, sex="female" if female else "male", born_in=born.year, today=TODAY) == []


@given(st.text(alphabet="0123456789", min_size=12, max_size=12), st.sampled_from(["male", "female"]))
def test_exactly_one_sex_is_contradicted(digits, sex):
    number = read(digits, B)
    contradicted = Doubt.OTHER_SEX in doubts(number, B, sex=sex, today=TODAY)
    assert contradicted == (sex != number.sex)


@given(st.text(max_size=40))
def test_masking_never_shows_more_than_five_signs(text):
    assert len(masked(text).replace("•", "")) <= 5
    assert len(masked(text)) == len(normalise(text))
