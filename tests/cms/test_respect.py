"""The words check: hurting words are found in every spelling, kind and legal ones are left alone."""

import unicodedata

import pytest

from cms.respect import check


@pytest.mark.parametrize(
    "text",
    ["Con nghiện", "những CON NGHIỆN khác", "đối tượng", "trình diện", "khỏi hẳn", "hiệu quả 100 %", "a former addict"],
)
def test_a_hurting_word_is_found(text):
    assert check(text)


@pytest.mark.parametrize("spelling", ["hiểm hoạ", "hiểm họa", unicodedata.normalize("NFD", "hiểm họa")])
def test_old_and_new_tone_placement_are_the_same_word(spelling):
    assert [finding.word for finding in check(spelling)] == ["hiểm họa"]


@pytest.mark.parametrize(
    "text",
    [
        "con đường",
        "cơn nghiền",
        "đối tượng áp dụng của luật",
        "người sử dụng ma túy",
        "addictive",
        "khối hàn",
        "sạch sẽ",
    ],
)
def test_other_words_are_left_alone(text):
    assert check(text) == []


def test_a_finding_offers_better_words_once():
    found = check("Đối tượng này và đối tượng kia")
    assert len(found) == 1
    assert "người đăng ký" in found[0].better
