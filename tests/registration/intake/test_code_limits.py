"""One-time codes are limited by phone, network, range of numbers and day, and go to Vietnamese mobiles by default."""

import pytest
from django.test import RequestFactory

from portal.sms.models import OutboundMessage
from registration.intake import code_limits, drafts, otp
from registration.intake.models import CodesOfDay, Draft

from .conftest import ADULT, NOW, Browser


def asks(address: str, phone: str, purpose: str = "draft") -> None:
    code_limits.count(RequestFactory().post("/", REMOTE_ADDR=address), purpose, phone)


def refused_after(tries: int, address, phone, purpose=lambda one: "draft") -> int:
    """At which try the limit speaks; `tries` + 1 if never."""
    for one in range(tries):
        try:
            asks(address(one), phone(one), purpose(one))
        except code_limits.TooMany:
            return one + 1
    return tries + 1


def test_three_codes_in_a_quarter_of_an_hour_for_one_phone(db):
    assert refused_after(5, lambda one: f"10.0.0.{one}", lambda one: "+84900000123") == 4


def test_sixteen_a_day_for_one_phone_whatever_they_are_for(db):
    found = refused_after(20, lambda one: f"10.0.0.{one}", lambda one: "+84900000123", lambda one: f"use{one}")
    assert found == 17


def test_one_network_cannot_ask_for_many_phones(db):
    assert refused_after(70, lambda one: "10.0.0.1", lambda one: f"+8490{one:07d}") == 61


def test_a_range_of_numbers_cannot_be_pumped_from_many_networks(db):
    assert refused_after(130, lambda one: f"10.0.{one}.1", lambda one: f"+8490000{one:04d}") == 121


def test_the_days_budget_counts_only_what_leaves_and_then_refuses_everybody_alike(person, settings):
    settings.SMS_CODES_A_DAY = 1
    person.fill_all(ADULT, until="lien-he")
    code = drafts.shown_code(Draft.objects.get())
    nobody = Browser().post("/dang-ky/tiep-tuc/", {"code": "ABCD-2345", "phone": "0900000124"})
    first = Browser().post("/dang-ky/tiep-tuc/", {"code": code, "phone": "0900000123"})
    after = [
        Browser().post("/dang-ky/tiep-tuc/", {"code": text, "phone": number}).status_code
        for text, number in ((code, "0900000123"), ("ABCD-2345", "0900000125"))
    ]
    assert (nobody.status_code, first.status_code, after) == (302, 302, [429, 429])
    assert (OutboundMessage.objects.count(), CodesOfDay.objects.get().sent) == (1, 1)


def test_two_at_the_edge_of_the_budget_spend_it_once(db, settings):
    settings.SMS_CODES_A_DAY = 1
    assert [code_limits.spend(), code_limits.spend()] == [True, False]
    assert code_limits.spend(NOW.date().replace(day=26))


@pytest.mark.parametrize(
    ("phone", "allowed"),
    [
        ("+84900000123", True),
        ("+842438253531", False),
        ("+447911123456", False),
        ("+856205551234", False),
        ("x", False),
    ],
)
def test_vietnamese_mobiles_only_by_default(phone, allowed):
    assert code_limits.may_receive(phone) is allowed


def test_the_operator_may_open_another_country(settings):
    settings.SMS_CODE_PREFIXES = ["+84", "+85620"]
    assert code_limits.may_receive("+8562055512345")
    assert not code_limits.may_receive("+447911123456")


def test_a_foreign_number_is_refused_with_kind_words(person):
    page = person.post("/dang-ky/tiep-tuc/", {"code": "ABCD-2345", "phone": "+44 7911 123456"}).content.decode()
    assert "số di động Việt Nam" in page
    assert 'value="+44 7911 123456"' in page


def test_a_wrong_code_costs_no_message(person):
    Browser().post("/dang-ky/tiep-tuc/", {"code": "ABCD-2345", "phone": "0900000123"})
    assert not OutboundMessage.objects.exists()
    assert not CodesOfDay.objects.exists()
    assert otp.VALID.total_seconds() == 900
