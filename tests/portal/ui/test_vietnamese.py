"""Vietnamese letters fold, slug and sort as people expect, however they were typed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from portal.ui.vietnamese import fold, person_sort_key, slug, sort_key

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
words = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "  -09"), max_size=30)


def test_marks_and_the_barred_d_are_folded_away():
    assert fold("  Đường  VỀ, Thừa Thiên–Huế ") == "duong ve, thua thien–hue"


def test_old_and_new_tone_places_fold_alike():
    assert fold("hoà bình") == fold("hòa bình") == "hoa binh"


@given(words)
def test_composed_and_decomposed_spelling_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(words)
def test_a_folded_vietnamese_text_is_plain_ascii_in_lower_case(text):
    assert fold(text).isascii()
    assert fold(text) == fold(text).lower()


def test_slugs_keep_the_d():
    assert slug("Đăng ký điều trị tự nguyện?") == "dang-ky-dieu-tri-tu-nguyen"


@given(st.text(max_size=40))
def test_a_slug_is_safe_in_an_address(text):
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


def test_words_sort_in_the_order_of_the_vietnamese_alphabet():
    ordered = ["an", "ăn", "ân", "dì", "đi", "ê", "khỉ", "ô", "ơ", "tư", "xa", "ý"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_tones_decide_only_between_equal_letters():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma", "mab"], key=sort_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mab",
    ]


def test_people_sort_by_given_name_first():
    people = ["Trần Văn Bình", "Lê Thị Ân", "Nguyễn An", "Đỗ Thị Đào", "Bùi Dũng"]
    assert sorted(people, key=person_sort_key) == ["Nguyễn An", "Lê Thị Ân", "Trần Văn Bình", "Bùi Dũng", "Đỗ Thị Đào"]


@given(words, words)
def test_sorting_does_not_depend_on_how_the_letters_are_composed(one, other):
    composed = sort_key(unicodedata.normalize("NFC", one)) < sort_key(unicodedata.normalize("NFC", other))
    decomposed = sort_key(unicodedata.normalize("NFD", one)) < sort_key(unicodedata.normalize("NFD", other))
    assert composed == decomposed
