"""Registered before? The same words for everybody; the truth only to who holds the phone; never a wall."""

import pytest

from portal.sms.models import OutboundMessage
from registration.casework.models import Registration

from .conftest import ADULT, Browser

PAGE = "/dang-ky/da-dang-ky/"


@pytest.fixture
def again(person):
    """Somebody registered; another browser has filled in the same person's form up to the check page."""
    person.fill_all(ADULT)
    person.finish()
    other = Browser()
    other.fill_all(ADULT)
    return other


def check_page(browser):
    return browser.get("/dang-ky/kiem-tra/").content.decode().split("csrfmiddlewaretoken")[0]


def test_the_check_page_tells_nobody_whether_somebody_registered(person, again):
    fresh = Browser()
    before = check_page(again)
    Registration.objects.update(phone_index="", id_index="", name_dob_index="")
    fresh.fill_all(ADULT)
    assert "/dang-ky/da-dang-ky/" in before
    assert check_page(fresh) == before


def test_who_holds_the_phone_is_told_and_gets_the_code_again(again, last_code):
    again.post(PAGE, {"ask": "yes"})
    page = again.post(PAGE, {"otp": last_code()}).content.decode()
    registration = Registration.objects.get()
    assert "/tra-cuu/" in page
    assert registration.display_code not in page
    sent = OutboundMessage.objects.filter(template="registration_update")
    assert [registration.display_code in one.body for one in sent] == [True]


def test_a_phone_without_a_registration_is_told_so(again, last_code):
    Registration.objects.update(phone_index="")
    again.post(PAGE, {"ask": "yes"})
    again.post(PAGE, {"otp": last_code()})
    assert not OutboundMessage.objects.filter(template="registration_update").exists()


def test_without_the_code_nothing_is_told(again, last_code):
    again.post(PAGE, {"ask": "yes"})
    wrong = "000000" if last_code() != "000000" else "111111"
    assert again.post(PAGE, {"otp": wrong}).status_code == 422
    assert not OutboundMessage.objects.filter(template="registration_update").exists()


def test_a_code_for_another_phone_tells_nothing(again, last_code):
    again.post(PAGE, {"ask": "yes"})
    code = last_code()
    again.fill("lien-he", ADULT["lien-he"], phone="0900 000 777")
    assert again.post(PAGE, {"otp": code}).status_code == 422


def test_registering_again_is_never_a_wall(again):
    assert again.finish().status_code == 302
    assert Registration.objects.count() == 2


def test_who_writes_for_another_cannot_ask(again):
    again.fill("bat-dau", ADULT["bat-dau"], writer="mother")
    sent = OutboundMessage.objects.count()
    again.post(PAGE, {"ask": "yes"})
    assert OutboundMessage.objects.count() == sent


def test_without_a_draft_there_is_nothing_to_ask(db):
    assert Browser().get(PAGE).status_code in {302, 410}
