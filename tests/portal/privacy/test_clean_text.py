"""What a person may type into a field."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.privacy import clean_text


def test_a_name_in_separated_marks_is_composed():
    assert clean_text.line(unicodedata.normalize("NFD", "Nguyễn Thị Ẫu")) == "Nguyễn Thị Ẫu"


def test_invisible_signs_and_double_spaces_go():
    assert clean_text.line("  Lê\u200b \ufeff  Văn\u00a0 An \u3164") == "Lê Văn An"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("An\x00h", "control"),
        ("An\x07h", "control"),
        ("\u202eAn", "control"),
        ("A\ufffdn", "encoding"),
        ("An 😀", "picture"),
        ("Z" + "\u0301" * 30, "marks"),
    ],
)
def test_what_cannot_be_taken_names_its_reason(text, reason):
    with pytest.raises(clean_text.BadText) as refused:
        clean_text.line(text)
    assert refused.value.reason == reason


def test_pictures_are_welcome_in_free_words():
    assert clean_text.lines("cảm ơn 🙏🏽\r\nbạn") == "cảm ơn 🙏🏽\nbạn"


def test_digits_of_other_writings_are_understood():
    assert clean_text.plain_digits("０９١") == "091"


@settings(deadline=None)  # the machine may be busy
@given(st.text())
def test_any_text_is_taken_or_refused_and_stays_what_it_is_when_cleaned_again(text):
    try:
        once = clean_text.lines(text)
    except clean_text.BadText:
        return
    assert clean_text.lines(once) == once
    assert "\x00" not in once


@settings(deadline=None)  # the machine may be busy
@given(st.text())
def test_what_is_shown_again_never_holds_a_control_sign(text):
    shown = clean_text.showable(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in shown)
