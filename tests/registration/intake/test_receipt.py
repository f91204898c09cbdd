"""The receipt: its forms as PDF, its hour in the browser, and what the relative of an adult reads."""

import io
from datetime import timedelta

import time_machine
from pypdf import PdfReader

from registration.casework.models import Registration

from .conftest import ADULT, NOW, Browser, changed


def finished(person, **changes):
    person.fill_all(changed(ADULT, **changes))
    person.finish()
    return Registration.objects.get()


def test_the_two_forms_can_be_taken_as_pdf_with_what_was_written(person):
    registration = finished(person)
    for form, words in (("F20", "NGUYỄN VĂN ẨN"), ("F33", "Methamphetamine, Heroin")):
        response = person.get(f"/dang-ky/xong/{form}.pdf")
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        assert words in text
        assert registration.display_code in text
        assert response.headers["Content-Disposition"] == f'attachment; filename="{form.lower()}.pdf"'


def test_the_decision_is_not_the_citizens_to_print(person):
    finished(person)
    assert person.get("/dang-ky/xong/F22.pdf").status_code == 404
    assert person.get("/dang-ky/xong/layout.pdf").status_code == 404


def test_the_receipt_stays_an_hour_in_this_browser_and_nowhere_else(person):
    finished(person)
    assert Browser().get("/dang-ky/xong/").headers["Location"] == "/tra-cuu/"
    with time_machine.travel(NOW + timedelta(minutes=59)):
        assert person.get("/dang-ky/xong/").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=61)):
        assert person.get("/dang-ky/xong/").headers["Location"] == "/tra-cuu/"


def test_what_to_bring_and_the_desks_next_opening_are_named(person):
    finished(person, noi_o={"residence_ward": "00082"}, cam_ket={"file_now": ""})
    with time_machine.travel(NOW + timedelta(minutes=1)):
        page = person.get("/dang-ky/xong/").content.decode()
    assert "Công an phường Cửa Nam" in page
    assert "Nơi tiếp nhận đang mở cửa" in page
    assert "Mẫu số 20" in page
    assert "dichvucong.gov.vn" in page


def test_who_filed_online_reads_too_what_to_bring_when_they_come(person):
    finished(person)
    page = person.get("/dang-ky/xong/").content.decode()
    assert "Cần mang theo" in page
    assert "Khi bạn đến nơi tiếp nhận" in page


def test_a_no_is_never_taken_for_a_consent(person):
    person.fill_all(ADULT, until="giay-to")
    response = person.fill("cam-ket", ADULT["cam-ket"], consent_processing="no")
    assert "consent_processing" in response.context["form"].errors
    person.fill("cam-ket", ADULT["cam-ket"], consent_sms="no")
    person.finish()
    assert not Registration.objects.get().sms_allowed


def test_the_check_page_takes_the_promises_too(person):
    person.fill_all(ADULT, until="giay-to")
    assert person.post("/dang-ky/kiem-tra/", ADULT["cam-ket"]).headers["Location"] == "/dang-ky/xong/"


def test_a_flood_of_text_gets_a_page_and_changes_nothing(person):
    person.begin()
    response = person.fill("nguyen-vong", {"intended_place": "undecided", "note": "x" * 2_000_000})
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


def test_the_person_on_the_paper_is_the_one_who_will_be_treated(person):
    asked = {
        "bat-dau": ADULT["bat-dau"] | {"writer": "wife"},
        "nguoi-viet": {"writer_name": "Trần Thị Vợ", "writer_phone": "0900000124"},
    }
    person.fill_all(asked | {slug: fields for slug, fields in ADULT.items() if slug not in asked})
    page = person.get("/dang-ky/kiem-tra/").content.decode()
    assert "lời đề nghị" in page
    assert "Trần Thị Vợ" in page


def test_back_and_a_second_press_after_the_receipt_lead_to_the_receipt(person):
    finished(person)
    assert person.get("/dang-ky/xong/").status_code == 200  # takes the draft's cookie away
    assert person.get("/dang-ky/kiem-tra/").headers["Location"] == "/dang-ky/xong/"
    assert person.get("/en/dang-ky/cam-ket/").headers["Location"] == "/en/dang-ky/xong/"
    assert person.post("/dang-ky/kiem-tra/").headers["Location"] == "/dang-ky/xong/"
    assert Registration.objects.count() == 1


def test_words_typed_into_a_finished_form_are_shown_again(person):
    finished(person)
    person.get("/dang-ky/xong/")
    page = person.post("/dang-ky/lien-he/", {"safe_contact": "sau 19 giờ"})
    assert page.status_code == 410
    assert "sau 19 giờ" in page.content.decode()


def test_the_whole_dossier_is_one_file_with_a_name_that_says_nothing(person):
    registration = finished(person)
    response = person.get("/dang-ky/xong/ho-so.pdf")
    assert response.headers["Content-Disposition"] == 'attachment; filename="ho-so.pdf"'
    cover = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert registration.display_code in cover
    assert "NGUYỄN VĂN ẨN" not in cover
