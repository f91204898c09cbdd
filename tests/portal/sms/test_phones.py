"""What people type becomes one number, or a clear refusal."""

import pytest

from portal.sms import phones


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "(0912) 345-678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        "０９１２３４５６７８",
        "٠٩١٢٣٤٥٦٧٨",
        "\u200b0912345678\ufeff",
        "0912\u00a0345\u00a0678",
    ],
)
def test_one_number_however_it_is_typed(typed):
    assert phones.normalise(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [("01689123456", "+84389123456"), ("+841219123456", "+84799123456"), ("84 1869 123 456", "+84569123456")],
)
def test_an_old_eleven_digit_number_becomes_todays(old, new):
    assert phones.normalise(old) == new


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "abc",
        "O912345678",
        "О912345678",
        "091234567",
        "09123456789",
        "0912\x00345678",
        "1" * 50,
        "+",
        "+84",
        "0912345678 x",
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(phones.BadPhone):
        phones.normalise(typed)


def test_a_foreign_number_keeps_its_country():
    assert phones.normalise("+1 415 555 2671") == "+14155552671"


def test_a_land_line_cannot_receive_sms():
    assert phones.normalise("024 3825 2400") == "+842438252400"
    with pytest.raises(phones.BadPhone):
        phones.normalise("024 3825 2400", mobile=True)


def test_magic_numbers_of_the_stand_in_are_valid_mobiles():
    assert phones.normalise("+84900021610", mobile=True) == "+84900021610"


def test_a_short_code_stays_as_it_came():
    assert phones.sender(" 8x77 ") == "8x77"


def test_a_number_is_shown_by_its_end_only():
    assert phones.masked("+84912345678") == "•••678"
