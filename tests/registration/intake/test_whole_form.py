"""The whole form by plain POST, in both filing modes, for the person and for others."""

import pytest

from portal.sms.models import OutboundMessage
from registration.casework.models import Document, Registration
from registration.intake.models import Draft

from .conftest import ADULT, changed

MINOR = changed(
    ADULT,
    bat_dau={"writer": "mother"},
    nguoi_viet={"writer_name": "Trần Thị Mẹ", "writer_phone": "0900000124", "writer_date_of_birth": "1975"},
    nguoi_dang_ky={"date_of_birth": "5/5/2010", "id_number": "099210000001"},
    y_kien={"representative_opinion": "Gia đình ủng hộ", "person_own_wish": "Em muốn ở nhà", "home_is_safe": "yes"},
)
MINOR = {
    slug: MINOR[slug]
    for slug in (
        "bat-dau",
        "nguoi-viet",
        "nguoi-dang-ky",
        "noi-o",
        "lien-he",
        "hoc-van-viec-lam",
        "tinh-trang",
        "nguyen-vong",
        "y-kien",
        "giay-to",
        "cam-ket",
    )
}


def test_an_adult_files_where_the_ward_accepts_and_the_24_hours_start(person):
    person.fill_all(ADULT)
    response = person.finish()
    registration = Registration.objects.get()
    assert response.headers["Location"] == "/dang-ky/xong/"
    assert registration.status == "received"
    assert registration.due_at.isoformat() == "2026-11-26T02:30:00+00:00"


def test_the_receipt_shows_code_and_the_hour_of_the_answer(person):
    person.fill_all(ADULT)
    page = person.get(person.finish().headers["Location"]).content.decode()
    assert Registration.objects.get().display_code in page
    assert "09:30 ngày 26/11/2026" in page
    assert "<svg" in page


def test_in_a_preparing_ward_nobody_has_seen_it(person):
    person.fill_all(changed(ADULT, noi_o={"residence_ward": "00082"}, cam_ket={"file_now": ""}))
    page = person.get(person.finish().headers["Location"]).content.decode()
    registration = Registration.objects.get()
    assert (registration.status, registration.ward_id, registration.due_at) == ("prepared", "00082", None)
    assert "Chưa ai ở xã, phường nhìn thấy" in page


def test_filing_later_only_prepares(person):
    person.fill_all(changed(ADULT, cam_ket={"file_now": "later"}))
    person.finish()
    assert Registration.objects.get().status == "prepared"


def test_where_the_ward_accepts_filing_is_never_decided_by_silence(person):
    person.fill_all(ADULT, until="giay-to")
    response = person.fill("cam-ket", changed(ADULT, cam_ket={"file_now": ""})["cam-ket"])
    assert "file_now" in response.context["form"].errors


def test_answers_arrive_as_the_contract_names_them(person):
    person.fill_all(ADULT)
    person.finish()
    answers = Registration.objects.get().answers
    assert answers["date_of_birth"] == "1990-02-01"
    assert answers["phone"] == "+84900000123"
    assert (answers["substances"], answers["earlier_voluntary_count"]) == (["methamphetamine", "heroin"], 0)
    assert answers["consent_version"]


def test_the_draft_is_erased_and_one_sms_goes_out(person):
    person.fill_all(ADULT)
    person.finish()
    assert not Draft.objects.exists()
    assert OutboundMessage.objects.count() == 1


def test_finishing_twice_is_the_same_registration(person):
    person.fill_all(ADULT)
    first, second = person.finish(), person.finish()
    assert first.headers["Location"] == second.headers["Location"] == "/dang-ky/xong/"
    assert Registration.objects.count() == 1
    assert OutboundMessage.objects.count() == 1


def test_a_minor_has_both_voices(person):
    person.fill_all(MINOR)
    person.finish()
    answers = Registration.objects.get().answers
    assert answers["person_own_wish"] == "Em muốn ở nhà"
    assert answers["writer_name"] == "Trần Thị Mẹ"
    assert "request_unconfirmed" not in answers


def test_a_relative_of_an_adult_makes_a_request_that_is_never_filed_at_once(person):
    asked = MINOR | {"nguoi-dang-ky": ADULT["nguoi-dang-ky"]}
    del asked["y-kien"]
    person.fill_all(asked)
    page = person.get(person.finish().headers["Location"]).content.decode()
    registration = Registration.objects.get()
    assert (registration.status, registration.answers["request_unconfirmed"]) == ("prepared", "yes")
    assert "tự đến" in page


def test_answers_of_steps_that_no_longer_apply_are_not_filed(person):
    person.fill_all(MINOR)
    for slug in ("bat-dau", "nguoi-dang-ky"):
        person.fill(slug, ADULT[slug])
    person.finish()
    assert not {"writer_name", "person_own_wish"} & set(Registration.objects.get().answers)


def test_files_move_from_the_draft_to_the_registration(person):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.portal.privacy.sample_files import picture

    person.fill_all(ADULT, until="nguyen-vong")
    person.fill("giay-to", {"documents": SimpleUploadedFile("kết quả.jpg", picture())})
    person.fill("cam-ket", ADULT["cam-ket"])
    person.finish()
    document = Document.objects.get()
    assert document.registration == Registration.objects.get()
    assert document.name == "kết quả.jpg"


@pytest.mark.parametrize("slug", [slug for slug in ADULT if slug not in {"giay-to", "hoc-van-viec-lam", "tinh-trang"}])
def test_a_step_left_out_keeps_the_form_open_and_is_named(person, slug):
    person.fill_all({name: fields for name, fields in ADULT.items() if name != slug})
    response = person.finish()
    assert response.status_code == 200
    assert f"/dang-ky/{slug}/" in response.content.decode()
    assert not Registration.objects.exists()
