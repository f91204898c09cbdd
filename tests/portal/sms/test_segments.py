"""The counting of segments, held against its own definition for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.sms import segments

gsm = st.text(alphabet=sorted(segments.BASIC | segments.EXTENSION), max_size=700)


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("ạ" * 70, "UCS-2", 1),
        ("ạ" * 71, "UCS-2", 2),
        ("ạ" * 134, "UCS-2", 2),
        ("ạ" * 135, "UCS-2", 3),
        ("🙂" * 35, "UCS-2", 1),
        ("🙂" * 36, "UCS-2", 2),
    ],
)
def test_a_text_is_counted_as_the_operators_count_it(text, encoding, count):
    size = segments.measure(text)
    assert (size.encoding, size.segments) == (encoding, count)


def test_an_extension_character_is_never_cut_in_two():
    # 152 septets and then pairs: the pair does not fit into the 153rd place, so every part holds one septet less
    assert segments.count("a" * 152 + "€" * 77) == 3


def test_a_surrogate_pair_is_never_cut_in_two():
    assert segments.count("ạ" * 66 + "🙂" * 34) == 3


@given(st.text(max_size=700))
def test_segments_hold_the_text_and_one_less_would_not(text):
    size = segments.measure(text)
    alone, joined = (160, 153) if size.encoding == "GSM-7" else (70, 67)
    if size.segments == 1:
        assert size.units <= alone
    else:
        assert (size.segments - 1) * (joined - 1) < size.units <= size.segments * joined
        assert size.units > alone


@given(gsm)
def test_a_text_of_the_gsm_alphabet_counts_every_extension_twice(text):
    assert segments.measure(text).units == len(text) + sum(char in segments.EXTENSION for char in text)


@given(st.text(max_size=300), st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF))
def test_one_letter_with_a_diacritic_makes_the_whole_text_ucs2(text, letter):
    size = segments.measure(text + letter)
    assert size.encoding == "UCS-2"
    assert size.units == len((text + letter).encode("utf-16-be", "surrogatepass")) // 2


@given(st.text(alphabet="ab c\n", max_size=500), st.integers(20, 200))
def test_a_long_text_is_split_without_losing_a_word(text, limit):
    parts = segments.split(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
