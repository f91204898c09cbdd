"""A relative writes for an adult: the person decides, on their own phone or at the desk; before that nothing is filed."""

import pytest

from portal.sms.models import OutboundMessage
from registration.casework.models import Registration
from registration.intake import requests

from .conftest import ADULT, Browser, changed

WRITER_PHONE = "0900 000 124"
REQUEST = changed(
    ADULT,
    bat_dau={"writer": "mother"},
    nguoi_viet={"writer_name": "Trần Thị Mẹ", "writer_phone": WRITER_PHONE},
    cam_ket={"file_now": "", "ask_person": "sms"},
)
REQUEST = {slug: REQUEST[slug] for slug in ("bat-dau", "nguoi-viet", *list(ADULT)[1:])}
YES = {"answer": "yes", "truthful": "on", "consent_processing": "on", "consent_sms": "on", "file_now": "later"}


def asked(person, answers=REQUEST) -> Registration:
    person.fill_all(answers)
    person.finish()
    return Registration.objects.get()


def prove(code: str, last_code, phone: str = "0900000123") -> Browser:
    """The person's own phone, after code and SMS."""
    own = Browser()
    own.post("/dang-ky/xac-nhan/", {"code": code, "phone": phone})
    own.post("/dang-ky/xac-nhan/", {"otp": last_code()})
    return own


def test_the_person_gets_one_neutral_message_with_code_and_link(person):
    registration = asked(person)
    message = OutboundMessage.objects.get()
    assert (message.template, message.to) == ("registration_request", "+84900000123")
    assert registration.display_code in message.body
    assert "/dang-ky/xac-nhan/" in message.body
    assert not any(word in message.body.lower() for word in ("ma tuy", "cai nghien", "nguyen", "tran", "cong an"))


def test_without_being_asked_to_the_portal_writes_to_nobody(person):
    asked(person, changed(REQUEST, cam_ket={"ask_person": "desk"}))
    assert not OutboundMessage.objects.exists()


def test_the_relative_never_agrees_to_messages_for_the_person(person):
    registration = asked(person)
    assert not registration.sms_allowed
    assert "consent_sms" not in registration.answers


def test_nothing_is_filed_even_where_the_ward_accepts_and_filing_is_asked_for(person):
    registration = asked(person, changed(REQUEST, cam_ket={"file_now": "yes"}))
    assert (registration.status, registration.received_at) == ("prepared", None)
    assert registration.answers[requests.UNCONFIRMED] == "yes"


def test_the_person_reads_what_was_written_and_by_whom(person, last_code):
    registration = asked(person)
    page = prove(registration.display_code, last_code).get("/dang-ky/xac-nhan/").content.decode()
    for words in ("Trần Thị Mẹ", "Nguyễn Văn Ẩn", "Số 5 phố Hàng Thử", "Bạn quyết định"):
        assert words in page
    assert WRITER_PHONE not in page
    assert "Cam kết và đồng ý" not in page


def test_a_yes_makes_it_the_persons_own(person, last_code):
    registration = asked(person)
    response = prove(registration.display_code, last_code).post("/dang-ky/xac-nhan/", YES)
    registration.refresh_from_db()
    assert response.headers["Location"] == "/dang-ky/xong/"
    assert (registration.status, registration.sms_allowed) == ("prepared", True)
    assert requests.UNCONFIRMED not in registration.answers


def test_a_yes_may_file_at_once(person, last_code):
    registration = asked(person)
    prove(registration.display_code, last_code).post("/dang-ky/xac-nhan/", YES | {"file_now": "yes"})
    registration.refresh_from_db()
    assert registration.status == "received"


@pytest.mark.parametrize("left_out", ["truthful", "consent_processing", "file_now"])
def test_a_yes_without_the_persons_own_ticks_changes_nothing(person, last_code, left_out):
    registration = asked(person)
    response = prove(registration.display_code, last_code).post("/dang-ky/xac-nhan/", YES | {left_out: ""})
    assert left_out in response.context["form"].errors
    registration.refresh_from_db()
    assert requests.UNCONFIRMED in registration.answers


def test_a_no_erases_everything_at_once(person, last_code):
    registration = asked(person)
    page = prove(registration.display_code, last_code).post("/dang-ky/xac-nhan/", {"answer": "no"})
    registration.refresh_from_db()
    assert "Đã xóa hết" in page.content.decode()
    assert (registration.status, registration.answers) == ("withdrawn", {})


def test_the_relatives_own_phone_is_never_the_persons(person, last_code):
    registration = asked(person, changed(REQUEST, nguoi_viet={"writer_phone": "0900000123"}))
    assert requests.find(registration.display_code, "+84900000123") == ""
    assert not OutboundMessage.objects.exists()


def test_a_wrong_phone_or_code_gets_the_same_answer(person):
    registration = asked(person)
    tries = ((registration.display_code, "0900000123"), (registration.display_code, "0900000999"), ("DV-00000-00000", "0900000123"))  # fmt: skip
    pages = {
        Browser().post("/dang-ky/xac-nhan/", {"code": code, "phone": phone}, follow=True).content.decode().split("csrfmiddlewaretoken")[0]
        for code, phone in tries
    }  # fmt: skip
    assert len(pages) == 1
    assert OutboundMessage.objects.filter(template="one_time_code").count() == 1


def test_what_is_not_a_request_cannot_be_answered_here(person, last_code):
    person.fill_all(changed(ADULT, cam_ket={"file_now": "later"}))
    person.finish()
    assert requests.find(Registration.objects.get().display_code, "+84900000123") == ""


def test_after_the_answer_the_relatives_browser_shows_nothing_more(person, last_code):
    registration = asked(person)
    assert person.get("/dang-ky/xong/").status_code == 200
    prove(registration.display_code, last_code).post("/dang-ky/xac-nhan/", YES)
    assert person.get("/dang-ky/xong/").headers["Location"] == "/tra-cuu/"


def test_answering_twice_is_refused_kindly(person, last_code):
    registration = asked(person)
    own, again = (prove(registration.display_code, last_code) for _try in range(2))
    own.post("/dang-ky/xac-nhan/", YES)
    assert again.post("/dang-ky/xac-nhan/", YES).status_code in {200, 302}
    registration.refresh_from_db()
    assert [event.kind for event in registration.events.order_by("seq")] == ["prepare", "confirm-request"]


def test_two_requests_a_day_to_one_phone_are_the_most(person):
    for _try in range(3):
        person.fill_all(REQUEST)
        person.finish()
    assert OutboundMessage.objects.filter(template="registration_request").count() == 2


def test_the_check_page_says_who_is_told_what(person):
    person.fill_all(REQUEST)
    page = person.get("/dang-ky/kiem-tra/").content.decode()
    for words in (
        "Một tin nhắn đến số 0900 000 123",
        "cho đến khi chính người đó đồng ý",
        "Cổng không báo cho ai khác",
    ):
        assert words in page
