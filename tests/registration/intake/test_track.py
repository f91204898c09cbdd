"""Following a registration: the same answer for all, a code by SMS, then where it stands and what one can do."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import Posting, Role, User
from portal.audit import log
from portal.sms.models import OutboundMessage
from portal.ui.formats import vn_datetime
from registration.casework.actions.request_completion import request_completion
from registration.casework.actions.withdraw import withdraw
from registration.casework.erasure import erase
from registration.casework.models import CompletionRequest, Document, Registration
from registration.intake import otp
from registration.intake.models import OneTimeCode
from tests.portal.privacy.sample_files import picture

from .conftest import ADULT, NOW, Browser, changed


@pytest.fixture
def registration(person):
    """A filed registration."""
    person.fill_all(ADULT)
    person.finish()
    return Registration.objects.select_related("ward").get()


@pytest.fixture
def follower(registration, last_code):
    """Another browser that has proved the phone."""
    other = Browser()
    other.post("/tra-cuu/", {"code": registration.display_code, "phone": "0900 000 123"})
    other.post("/tra-cuu/", {"otp": last_code()})
    return other


def ask(person, code, phone="0900000123", **kwargs):
    return person.post("/tra-cuu/", {"code": code, "phone": phone}, **kwargs)


def test_code_and_phone_and_sms_lead_to_the_status(follower, registration):
    page = follower.get("/tra-cuu/").content.decode()
    for words in (
        registration.display_code,
        "Đã tiếp nhận",
        "09:30 ngày 26/11/2026",
        "Còn 24 giờ 0 phút",
        "Chưa có ai",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("code", "phone"),
    [("DV-AAAAA-AAAAA", "0900000123"), ("{code}", "0900000999"), ("😀", "0900000123"), ("x" * 40, "0900000123")],
)
def test_what_does_not_exist_gets_the_same_answer_and_no_sms(registration, code, phone):
    sent = OutboundMessage.objects.count()
    right, wrong = Browser(), Browser()
    pages = [
        ask(right, registration.display_code, follow=True).content.decode(),
        ask(wrong, code.format(code=registration.display_code), phone, follow=True).content.decode(),
    ]
    if code == "😀":
        assert "biểu tượng cảm xúc" in pages[1]
        return
    assert len({page.split("csrfmiddlewaretoken")[0] for page in pages}) == 1
    assert OutboundMessage.objects.count() == sent + 1


def test_a_wrong_code_is_refused_and_the_fifth_try_is_the_last(registration, last_code):
    other = Browser()
    ask(other, registration.display_code)
    right = last_code()
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(5):
        assert "không khớp" in other.post("/tra-cuu/", {"otp": wrong}).content.decode()
    assert "không khớp" in other.post("/tra-cuu/", {"otp": right}).content.decode()


def test_a_code_works_once_and_for_fifteen_minutes(registration, last_code):
    other = Browser()
    ask(other, registration.display_code)
    assert other.post("/tra-cuu/", {"otp": last_code()}).status_code == 302
    challenge = OneTimeCode.objects.latest("created_at")
    assert otp.confirm(str(challenge.pk), "track", last_code()) == ""
    late = Browser()
    ask(late, registration.display_code)
    with time_machine.travel(NOW + timedelta(minutes=16)):
        assert late.post("/tra-cuu/", {"otp": last_code()}).status_code == 200


def test_a_code_for_one_purpose_does_not_serve_another(registration, last_code):
    other = Browser()
    ask(other, registration.display_code)
    challenge = OneTimeCode.objects.latest("created_at")
    assert otp.confirm(str(challenge.pk), "draft", last_code()) == ""


def test_the_code_is_stored_as_a_hash_only(registration, last_code):
    ask(Browser(), registration.display_code)
    assert last_code() not in OneTimeCode.objects.latest("created_at").code_hash


@pytest.mark.parametrize("typed", ["12345", "abcdef", "１２", "\x00", "12 34 5x", "9" * 500])
def test_a_misshapen_code_is_explained(registration, typed):
    other = Browser()
    ask(other, registration.display_code)
    response = other.post("/tra-cuu/", {"otp": typed})
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()


def test_a_tampered_tracking_cookie_shows_nothing(registration, follower):
    value = follower.cookies["dv_track"].value
    follower.cookies["dv_track"] = value[:-3] + "abc"
    follower.cookies["dv_track_en"] = ""
    assert registration.display_code not in follower.get("/tra-cuu/").content.decode()


def test_the_proof_ends_after_thirty_minutes(follower, registration):
    with time_machine.travel(NOW + timedelta(minutes=31)):
        assert registration.display_code not in follower.get("/tra-cuu/").content.decode()


def test_codes_are_limited_by_phone(registration):
    answers = [ask(Browser(), registration.display_code).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 429, 429]


@pytest.mark.parametrize("phone", ["024 3825 5595", "+1 650 253 0000"])
def test_codes_go_to_vietnamese_mobiles_only(registration, phone):
    sent = OutboundMessage.objects.count()
    page = ask(Browser(), registration.display_code, phone).content.decode()
    assert "số di động Việt Nam" in page
    assert OutboundMessage.objects.count() == sent


def test_who_opened_the_file_is_shown_without_a_name(follower, registration):
    officer = User.objects.create_user("o@demo.example", "duong-ve-demo", full_name="Lê Văn Kín")
    from registration.casework import reading

    log.record(
        officer, reading.READ, "registration", str(registration.pk), detail={"ward": "00070", "role": "police_officer"}
    )
    page = follower.get("/tra-cuu/").content.decode()
    assert "Hoàn Kiếm" in page
    assert "Lê Văn Kín" not in page


@pytest.fixture
def officer(wards):
    """An officer of the police desk of Hoàn Kiếm."""
    user = User.objects.create_user("o2@demo.example", "duong-ve-demo", full_name="Cán bộ")
    Posting.objects.create(user=user, role=Role.POLICE_OFFICER, ward=wards["00070"], starts_on=date(2025, 7, 1))
    return user


@pytest.fixture
def asked_back(registration, officer):
    """The desk has asked for a paper, an address, and something in its own words."""
    missing = ["determination_result", "residence", "Giấy xác nhận của tổ dân phố"]
    return request_completion(registration, officer, missing=missing, message="Gửi tại đây cũng được.", now=NOW)


def test_the_person_answers_with_words_and_a_file(follower, asked_back):
    answer = {
        "text_residence": "Số 7 phố Hàng Thử",
        "text_own-1": "Tổ trưởng hẹn thứ Hai",
        "file_determination_result": SimpleUploadedFile("phiếu.png", picture("PNG")),
        "text": "Tôi gửi phiếu",
    }
    assert follower.post("/tra-cuu/tra-loi/", answer).status_code == 302
    request, paper = CompletionRequest.objects.get(), Document.objects.get()
    assert (request.answer, request.item_answers["residence"]) == ("Tôi gửi phiếu", "Số 7 phố Hàng Thử")
    assert (paper.completion_request, paper.item, paper.kind) == (request, *["determination_result"] * 2)


def test_only_what_was_asked_for_is_open(follower, asked_back):
    page = follower.get("/tra-cuu/").content.decode()
    for name in ("text_residence", "text_own-1", "file_determination_result"):
        assert f'name="{name}"' in page
    assert "Giấy xác nhận của tổ dân phố" in page
    follower.post("/tra-cuu/tra-loi/", {"text_history": "Không ai hỏi", "text_residence": "Số 7"})
    assert CompletionRequest.objects.get().item_answers == {"residence": "Số 7"}


def test_an_entry_that_was_asked_for_is_shown_as_it_stands_and_put_right(follower, asked_back):
    page = follower.get("/tra-cuu/").content.decode()
    assert 'name="field_residence_address"' in page
    assert 'name="field_representative_opinion"' not in page
    follower.post("/tra-cuu/tra-loi/", {"field_residence_address": "Số 9 phố Mới"})
    asked_back.refresh_from_db()
    assert asked_back.answers["residence_address"] == "Số 9 phố Mới"


def test_a_second_answer_is_added_to_the_first(follower, asked_back):
    follower.post("/tra-cuu/tra-loi/", {"text_residence": "Số 7"})
    follower.post("/tra-cuu/tra-loi/", {"text_residence": "tầng 2"})
    assert CompletionRequest.objects.get().item_answers == {"residence": "Số 7\ntầng 2"}


def test_erasing_forgets_the_answers_part_by_part(follower, asked_back):
    follower.post("/tra-cuu/tra-loi/", {"text_residence": "Số 7"})
    erase(asked_back, NOW)
    assert not CompletionRequest.objects.get().item_answers


def test_a_good_file_waits_where_another_does_not_hold(follower, asked_back):
    good, bad = SimpleUploadedFile("nhà.jpg", picture()), SimpleUploadedFile("a.pdf", b"<html>")
    answer = {"file_residence": good, "file_determination_result": bad, "text_residence": "Số 7"}
    page = follower.post("/tra-cuu/tra-loi/", answer)
    assert page.status_code == 422
    assert all(words in page.content.decode() for words in ("nhà.jpg", "Số 7", "“a.pdf”"))
    follower.post("/tra-cuu/tra-loi/", {"text_residence": "Số 7", "go": "send"})
    assert Document.objects.get().completion_request == CompletionRequest.objects.get()


def test_a_waiting_file_can_be_taken_away(follower, asked_back):
    follower.post("/tra-cuu/tra-loi/", {"go": "stay", "file_residence": SimpleUploadedFile("nhà.jpg", picture())})
    waiting = Document.objects.get(registration=None)
    follower.post("/tra-cuu/tra-loi/", {"remove": str(waiting.pk)})
    assert not Document.objects.exists()


def test_the_date_by_which_to_answer_is_shown(follower, asked_back):
    page = follower.get("/tra-cuu/").content.decode()
    assert vn_datetime(CompletionRequest.objects.get().due_at) in page


def test_an_answer_with_a_lying_file_keeps_the_words(follower, asked_back):
    page = follower.post(
        "/tra-cuu/tra-loi/", {"text": "Tôi gửi phiếu", "documents": SimpleUploadedFile("a.pdf", b"<html>")}
    ).content.decode()
    assert "Tôi gửi phiếu" in page
    assert "“a.pdf”" in page
    assert not CompletionRequest.objects.get().answer


def test_an_empty_answer_is_asked_again(follower, asked_back):
    assert "govuk-error-summary" in follower.post("/tra-cuu/tra-loi/", {"text": " "}).content.decode()


def test_withdrawing_says_first_what_it_means_and_then_does_it(follower, registration):
    assert "tư vấn viên trước" in follower.get("/tra-cuu/rut/").content.decode()
    registration.refresh_from_db()
    assert registration.status == "received"
    follower.post("/tra-cuu/rut/", {"understood": "on"})
    registration.refresh_from_db()
    assert registration.status == "withdrawn"


def test_withdrawing_what_nobody_has_seen_erases_it(person, last_code):
    person.fill_all(changed(ADULT, cam_ket={"file_now": "later"}))
    person.finish()
    registration = Registration.objects.get()
    other = Browser()
    ask(other, registration.display_code)
    other.post("/tra-cuu/", {"otp": last_code()})
    other.post("/tra-cuu/rut/", {"understood": "on"})
    registration.refresh_from_db()
    assert not registration.answers
    assert ask(Browser(), registration.display_code).status_code == 302


def test_withdrawing_twice_is_told_kindly(follower, registration):
    withdraw(registration, by_citizen=True, now=NOW)
    response = follower.post("/tra-cuu/rut/", {"understood": "on"})
    assert response.status_code == 409
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("path", ["/tra-cuu/rut/", "/tra-cuu/mau/F20.pdf", "/dang-ky/xong/F20.pdf"])
def test_private_addresses_open_for_nobody_without_a_proof(registration, path):
    assert Browser().get(path).status_code in {302, 404}


def test_the_forms_can_be_taken_as_pdf(follower):
    response = follower.get("/tra-cuu/mau/F20.pdf")
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'attachment; filename="f20.pdf"'
    assert follower.get("/tra-cuu/mau/F22.pdf").status_code == 404


def test_closing_the_page_forgets_the_proof(follower, registration):
    follower.post("/tra-cuu/thoat/")
    assert registration.display_code not in follower.get("/tra-cuu/").content.decode()
