"""STOP and START, and words that only look like them."""

import pytest

from portal.sms import opt_out
from portal.sms.models import InboundMessage

STOP, START, NONE = InboundMessage.OptOut.STOP, InboundMessage.OptOut.START, InboundMessage.OptOut.NONE


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop.",
        " Stop \n",
        "TU CHOI",
        "Từ chối",
        "từ  chối!",
        "DUNG",
        "Dừng",
        "DỪNG",
        "HUY",
        "hủy",
        "Huỷ",
        "Tư\u0300 chô\u0301i",
        "unsubscribe",
        "END",
        "Không nhận tin.",
        "khong nhan",
        "Ngừng nhắn tin",
        "TC",
    ],
)
def test_a_word_that_says_stop_is_understood(text):
    assert opt_out.kind(text) == STOP


@pytest.mark.parametrize(
    "text", ["đúng", "Đúng", "dùng", "đừng", "Đừng lo", "stop it please", "tôi muốn dừng", "", "Huỳ", "ok", "starting"]
)
def test_an_ordinary_text_is_neither_stop_nor_start(text):
    assert opt_out.kind(text) == NONE


@pytest.mark.parametrize("text", ["BAT LAI", "Bật lại", "mở lại", "nhan lai", "UNSTOP", "Nhận tin lại!"])
def test_a_word_that_wants_texts_again_is_understood(text):
    assert opt_out.kind(text) == START


def test_start_is_understood():
    assert opt_out.kind("Start") == START


def test_the_gateways_own_reading_counts():
    assert opt_out.kind("xin thoi", told="STOP") == STOP


@pytest.mark.django_db
def test_stop_twice_is_one_stop_and_start_lifts_it():
    opt_out.add("+84912345678")
    opt_out.add("+84912345678")
    assert opt_out.applies("+84912345678")
    assert not opt_out.applies("+84912345679")
    opt_out.lift("+84912345678")
    assert not opt_out.applies("+84912345678")
