"""Bad input in every field of every step: a clear answer, no crash, nothing lost."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registration.casework.models import Document
from registration.intake import steps
from registration.intake.models import Draft
from tests.portal.privacy.sample_files import pdf, picture

from .conftest import ADULT, Browser, changed
from .test_whole_form import MINOR

ANSWERS = MINOR | {"cam-ket": {"truthful": "on", "consent_processing": "on", "file_now": "later"}}
FIELDS = [(step.slug, name) for step in steps.STEPS for name in step.fields if name != "documents"]
BAD = {
    "empty": "",
    "spaces": "\u00a0\u3164 ",
    "over_long": "Đường Về " * 5000,
    "wrong_type": "<script>{{7*7}}</script>",
    "nul": "An\x00h",
    "control": "An\x07\x1bh",
    "override": "\u202egnưad",
    "emoji": "Ẩn 😀👨‍👩‍👧",
    "marks": "Z" + "\u0301" * 500,
    "many_zeros": "0" * 400,
    "infinite": "1e309",
}


@pytest.fixture
def filled(person):
    """A minor's form, filled up to the end: every step applies."""
    person.fill_all(ANSWERS)
    return person


@pytest.mark.parametrize("kind", BAD)
def test_bad_words_in_any_field_get_a_clear_answer_and_lose_nothing(filled, kind):
    for slug, name in FIELDS:
        typed = ANSWERS[slug] | {name: BAD[kind]}
        response = filled.fill(slug, typed)
        assert response.status_code in {200, 302}, (slug, name)
        if response.status_code == 302:
            continue  # taken: cleaned, left empty, or allowed there
        page = response.content.decode()
        errors = response.context["form"].errors
        assert "govuk-error-summary" in page, (slug, name)
        assert all(str(error).strip() for messages in errors.values() for error in messages)
        assert "\x00" not in page
        shown = response.context["form"].data
        for other, value in ANSWERS[slug].items():
            if other != name:
                assert (shown.getlist(other) if isinstance(value, list) else shown.get(other)) == value, (slug, other)
        assert "&lt;script&gt;" in page or "<script>{{" not in page


def test_bytes_that_are_no_utf_8_are_refused_in_every_field(filled):
    for slug, name in FIELDS:
        body = f"{name}=".encode() + b"%FF%FEab%C3"
        response = filled.post(f"/dang-ky/{slug}/", body, content_type="application/x-www-form-urlencoded")
        ticks = name.startswith(("confirm_", "consent_sms"))
        assert (
            response.status_code == 200
            or ticks
            or (slug, name)
            in {
                ("bat-dau", "determination_facility"),
                ("bat-dau", "determination_date"),
            }
        ), (slug, name)


@pytest.mark.parametrize("slug", [step.slug for step in steps.STEPS])
def test_another_encoding_is_refused_with_a_page(wards, slug):
    person = Browser(enforce_csrf_checks=True)
    response = person.post(f"/dang-ky/{slug}/", "a=x", content_type="application/x-www-form-urlencoded; charset=utf-16")
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


def test_an_over_long_text_stands_in_the_page_again_whole(filled):
    long = "Ở cùng mẹ. " * 300
    page = filled.fill("nguyen-vong", ANSWERS["nguyen-vong"] | {"home_plan": long}).content.decode()
    assert long.strip() in html.unescape(page)
    assert "nhiều nhất 2000 ký tự" in page


def test_refused_words_are_still_there_after_coming_back(filled):
    filled.fill("noi-o", ANSWERS["noi-o"] | {"residence_address": "😀 phố Mới"})
    page = filled.get("/dang-ky/noi-o/").content.decode()
    assert "😀 phố Mới" in page
    assert "govuk-error-summary" in page


def test_a_refused_value_never_leaves_an_older_one_to_be_filed(filled):
    filled.fill("noi-o", ANSWERS["noi-o"] | {"residence_address": "😀"})
    assert "residence_address" not in Draft.objects.get().answers
    assert "/dang-ky/noi-o/" in filled.finish().content.decode()


def test_each_line_of_the_summary_leads_to_its_field(person):
    person.begin()
    page = person.fill("nguoi-dang-ky", {}).content.decode()
    for target in ("#id_full_name", "#id_date_of_birth", "#id_sex_0", "#id_id_kind_0"):
        assert f'href="{target}"' in page
        assert f'id="{target[1:]}"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/11/1990", "Lịch không có ngày này"),
        ("1/2/90", "4 chữ số"),
        ("1/1/2030", "chưa đến"),
        ("mùng một", "ngày/tháng/năm"),
        ("2008", "cả ngày và tháng"),
    ],
)
def test_an_impossible_birth_date_is_explained(person, typed, words):
    person.begin()
    page = person.fill("nguoi-dang-ky", ADULT["nguoi-dang-ky"], date_of_birth=typed).content.decode()
    assert words in page
    assert f'value="{typed}"' in page


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("099190000001", "giới tính"),
        ("099085000001", "năm sinh"),
        ("099290000001", "năm sinh"),
        ("123456789", "9 chữ số"),
    ],
)
def test_a_contradicting_personal_number_is_a_question_and_no_wall(person, number, words):
    person.begin()
    typed = ADULT["nguoi-dang-ky"] | {"id_number": number}
    asked = person.fill("nguoi-dang-ky", typed)
    assert words in asked.content.decode()
    assert 'name="confirm_id_number"' in asked.content.decode()
    assert person.fill("nguoi-dang-ky", typed, confirm_id_number="on").status_code == 302
    assert Draft.objects.get().answers["id_number"] == number


def test_a_personal_number_of_eleven_digits_is_refused(person):
    person.begin()
    page = person.fill("nguoi-dang-ky", ADULT["nguoi-dang-ky"], id_number="09909000001").content.decode()
    assert "12 chữ số; bạn đã ghi 11" in page


def test_an_old_determination_is_a_kind_stop_with_the_next_step(person):
    person.begin()
    response = person.fill("bat-dau", ADULT["bat-dau"], determination_date="24/5/2026")
    page = person.get(response.headers["Location"]).content.decode()
    assert "24/11/2026" in page
    assert "/co-so/" in page
    assert "Điền tiếp đơn" in page


def test_a_determination_counts_to_the_last_day_of_its_six_months(person):
    person.begin()
    response = person.fill("bat-dau", ADULT["bat-dau"], determination_date="25/5/2026")
    assert response.headers["Location"] == "/dang-ky/nguoi-dang-ky/"


@pytest.mark.parametrize("result", ["no", "waiting"])
def test_without_a_result_the_draft_is_kept_and_cannot_be_finished(person, result):
    person.fill_all(changed(ADULT, bat_dau={"determination_result": result, "determination_date": ""}))
    page = person.finish().content.decode()
    assert "Trước hết cần kết quả xác định" in page
    assert Draft.objects.count() == 1


def test_the_letter_of_the_clinic_stands_in_for_a_determination(person):
    person.fill_all(
        changed(ADULT, bat_dau={"determination_result": "no"}, tinh_trang={"substitution_status": "now"}, cam_ket={})
    )
    assert person.finish().headers["Location"] == "/dang-ky/xong/"


def test_under_12_another_help_is_shown_and_nothing_is_finished(person):
    young = changed(MINOR, nguoi_dang_ky={"date_of_birth": "1/1/2016", "id_number": "099216000001"})
    person.begin()
    person.fill("bat-dau", young["bat-dau"])
    response = person.fill("nguoi-dang-ky", young["nguoi-dang-ky"])
    page = person.get(response.headers["Location"]).content.decode()
    assert 'href="tel:111"' in page
    assert "Điền tiếp đơn" not in page


def test_a_minor_alone_is_shown_who_can_write(person):
    person.begin()
    person.fill("bat-dau", ADULT["bat-dau"])
    response = person.fill("nguoi-dang-ky", MINOR["nguoi-dang-ky"])
    assert "người giám hộ" in person.get(response.headers["Location"]).content.decode()


def test_an_unsafe_home_leads_to_111_and_a_counsellor_first(person):
    person.fill_all(MINOR, until="nguyen-vong")
    response = person.fill("y-kien", MINOR["y-kien"], home_is_safe="no")
    page = person.get(response.headers["Location"]).content.decode()
    assert 'href="tel:111"' in page
    assert "/tro-chuyen/" in page


@pytest.mark.parametrize(
    ("changes", "place", "open_"),
    [
        ({}, "reformatory_school", False),
        ({}, "public_facility", True),
        ({"nguoi-dang-ky": MINOR["nguoi-dang-ky"], "bat-dau": MINOR["bat-dau"]}, "public_facility", False),
        ({"nguoi-dang-ky": MINOR["nguoi-dang-ky"], "bat-dau": MINOR["bat-dau"]}, "reformatory_school", True),
        ({"noi-o": ADULT["noi-o"] | {"residence_stable": "no"}}, "home_community", False),
        ({"noi-o": ADULT["noi-o"] | {"residence_stable": "no"}}, "undecided", True),
    ],
)
def test_only_the_places_that_the_law_opens_can_be_chosen(person, changes, place, open_):
    answers = ADULT | changes
    person.begin()
    for slug in ("bat-dau", "nguoi-dang-ky", "noi-o"):
        person.fill(slug, answers[slug])
    response = person.fill("nguyen-vong", {"intended_place": place})
    assert (response.status_code == 302) is open_


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"<html>"), ("a.pdf", picture()), ("a.png", b""), ("a.exe", b"MZ"), ("b.pdf", pdf(password=True))],
    ids=["page as photo", "photo as PDF", "empty", "program", "PDF with password"],
)
def test_a_file_that_lies_is_refused_by_name_and_the_others_are_kept(person, name, content):
    person.begin()
    files = [SimpleUploadedFile(name, content), SimpleUploadedFile("tốt.jpg", picture())]
    response = person.fill("giay-to", {"documents": files})
    page = response.content.decode()
    assert response.status_code == 200
    assert f"“{name}”" in html.unescape(page)
    assert "tốt.jpg" in page


def test_a_sixth_file_is_refused_and_five_stay(person):
    person.begin()
    for number in range(5):
        person.fill("giay-to", {"documents": SimpleUploadedFile(f"{number}.jpg", picture()), "go": "stay"})
    response = person.fill("giay-to", {"documents": SimpleUploadedFile("sáu.jpg", picture())})
    assert "Nhiều nhất là 5 tệp" in response.content.decode()
    assert len(response.context["papers"]) == 5


def test_a_file_can_be_removed_and_a_foreign_id_removes_nothing(person):
    person.begin()
    person.fill("giay-to", {"documents": SimpleUploadedFile("a.jpg", picture()), "go": "stay"})
    kept = Document.objects.get()
    assert person.fill("giay-to", {"remove": "x\x00"}).status_code == 302
    assert Document.objects.count() == 1
    assert person.fill("giay-to", {"remove": str(kept.pk)}).headers["Location"] == "/dang-ky/giay-to/"
    assert not Document.objects.exists()


def test_many_files_at_once_are_a_clear_answer(person):
    person.begin()
    files = [SimpleUploadedFile(f"{number}.jpg", picture()) for number in range(8)]
    response = person.fill("giay-to", {"documents": files})
    assert response.status_code == 200
    assert response.content.decode().count("chưa được lưu") == 6  # three files, each in summary and field
    assert len(response.context["papers"]) == 5


def test_a_file_above_ten_megabytes_is_refused(person):
    person.begin()
    big = SimpleUploadedFile("lớn.pdf", b"%PDF-1.7" + b"0" * (11 * 1024 * 1024))
    assert "lớn hơn 10 MB" in person.fill("giay-to", {"documents": big}).content.decode()


def test_a_post_without_its_csrf_token_changes_nothing(wards):
    strict = Browser(enforce_csrf_checks=True)
    assert strict.post("/dang-ky/", {"understood": "on"}).status_code == 403
    assert strict.post("/dang-ky/giay-to/", {"go": "next"}).status_code == 403
    assert strict.post("/tra-cuu/tra-loi/", {"text": "x"}).status_code == 403
    assert not Draft.objects.exists()
