"""The draft: begun on the crossing, saved by every button, never shared, never stale, returned to by code and SMS."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.sms.models import OutboundMessage
from registration.casework.models import Document, Registration
from registration.intake import drafts, retention
from registration.intake.models import Draft, OneTimeCode
from registration.intake.steps import BY_SLUG

from .conftest import ADULT, NOW, Browser

STALE_COOKIE = "not-a-token"


def test_nothing_begins_without_the_crossing(person):
    assert person.post("/dang-ky/", {}).status_code == 422
    assert person.get("/dang-ky/nguoi-dang-ky/").headers["Location"] == "/dang-ky/"
    assert not Draft.objects.exists()


def test_the_cookie_is_http_only_lax_and_bound_to_the_two_paths(person):
    cookies = person.post("/dang-ky/", {"understood": "on"}).cookies
    assert {
        (name, cookie["path"], cookie["httponly"], cookie["samesite"])
        for name, cookie in cookies.items()
        if name.startswith("dv_draft")
    } == {
        ("dv_draft", "/dang-ky", True, "Lax"),
        ("dv_draft_en", "/en/dang-ky", True, "Lax"),
    }


def test_a_visitor_gets_no_session(person):
    person.fill_all(ADULT)
    person.finish()
    person.get("/dang-ky/xong/")
    assert not any("staff" in name or "session" in name for name in person.cookies)


def test_the_database_holds_neither_token_nor_words(person):
    person.fill_all(ADULT, until="noi-o")
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM intake_draft d")
        row = cursor.fetchone()[0]
    assert person.cookies["dv_draft"].value not in row
    for word in ("Hàng Thử", "Nguyễn", "099090000001"):
        assert word not in row
        assert word.encode().hex() not in row


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["noi-o/", "kiem-tra/"])
def test_a_tampered_cookie_gets_a_clear_page_and_is_taken_away(person, method, path):
    person.cookies["dv_draft"] = STALE_COOKIE
    response = getattr(person, method)(f"/dang-ky/{path}")
    assert response.status_code == 410
    assert "Không tìm thấy bản nháp" in response.content.decode()
    assert response.cookies["dv_draft"].value == ""


def test_what_was_typed_into_a_lost_draft_is_carried_into_a_new_one(person):
    person.cookies["dv_draft"] = STALE_COOKIE
    page = person.fill("nguoi-dang-ky", ADULT["nguoi-dang-ky"]).content.decode()
    assert 'name="full_name" value="Nguyễn Văn Ẩn"' in page
    response = person.post("/dang-ky/", {"understood": "on", "carry_step": "nguoi-dang-ky", **ADULT["nguoi-dang-ky"]})
    assert response.headers["Location"] == "/dang-ky/nguoi-dang-ky/"
    assert 'value="Nguyễn Văn Ẩn"' in person.get("/dang-ky/nguoi-dang-ky/").content.decode()


def test_a_draft_ends_seven_days_after_the_last_visit_and_not_before(person):
    person.fill_all(ADULT, until="nguoi-dang-ky")
    with time_machine.travel(NOW + timedelta(days=6, hours=23)):
        assert person.get("/dang-ky/noi-o/").status_code == 200
        person.fill("noi-o", ADULT["noi-o"])
    with time_machine.travel(NOW + timedelta(days=13)):
        assert person.get("/dang-ky/noi-o/").status_code == 200
    with time_machine.travel(NOW + timedelta(days=14)):
        assert person.get("/dang-ky/noi-o/").status_code == 410


def test_retention_erases_old_drafts_with_their_files(person):
    person.begin()
    draft = Draft.objects.get()
    Document.objects.create(draft_ref=draft.pk, content=b"x", content_type="image/jpeg", size=1, sha256="0")
    rules = {rule.name: rule for rule in retention.RULES}
    assert rules["drafts"].apply(NOW + timedelta(days=6), False) == 0
    assert rules["drafts"].apply(NOW + timedelta(days=8), True) == 1
    assert rules["drafts"].apply(NOW + timedelta(days=8), False) == 1
    assert not Draft.objects.exists()
    assert not Document.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(person):
    person.begin()
    token = person.cookies["dv_draft"].value
    drafts.save_step(token, BY_SLUG["lien-he"], {"phone": "+84900000123"}, {})
    drafts.save_step(token, BY_SLUG["hoc-van-viec-lam"], {"education": "9/12"}, {})
    assert drafts.load(token).answers == {"phone": "+84900000123", "education": "9/12"}


@pytest.mark.parametrize(
    ("go", "target"),
    [("next", "/dang-ky/hoc-van-viec-lam/"), ("back", "/dang-ky/noi-o/"), ("later", "/dang-ky/da-luu/")],
)
def test_every_button_saves(person, go, target):
    person.begin()
    response = person.fill("lien-he", ADULT["lien-he"], go=go)
    assert response.headers["Location"] == target
    assert Draft.objects.get().answers["safe_contact"] == "sau 19 giờ 🙂"


def test_the_page_says_when_it_was_saved(person):
    person.fill_all(ADULT, until="lien-he")
    assert "Đã lưu 09:30" in person.get("/dang-ky/hoc-van-viec-lam/").content.decode()


def test_wards_are_shown_for_the_chosen_province_without_script(person):
    person.begin()
    page = person.fill(
        "noi-o", {"residence_province": "01", "residence_address": "5 Hàng Thử"}, go="wards"
    ).content.decode()
    assert '<option value="00082"' in page
    assert 'value="5 Hàng Thử"' in page
    assert "govuk-error-summary" not in page


def test_a_ward_of_another_province_is_refused(person):
    person.begin()
    assert person.fill("noi-o", ADULT["noi-o"], residence_province="02").status_code == 200


def test_erasing_leaves_nothing(person):
    person.fill_all(ADULT, until="noi-o")
    assert "Xóa ngay" in person.get("/dang-ky/xoa/").content.decode()
    assert Draft.objects.exists()
    assert "Đã xóa hết" in person.post("/dang-ky/xoa/").content.decode()
    assert not Draft.objects.exists()


def test_changing_an_answer_from_the_check_returns_to_the_check(person):
    person.fill_all(ADULT)
    response = person.post("/dang-ky/lien-he/?sua=1", ADULT["lien-he"] | {"email": "an@vidu.vn"})
    assert response.headers["Location"] == "/dang-ky/kiem-tra/"
    assert "an@vidu.vn" in person.get("/dang-ky/kiem-tra/").content.decode()


def test_the_check_shows_words_and_not_keys(person):
    person.fill_all(ADULT)
    page = person.get("/dang-ky/kiem-tra/").content.decode()
    for words in ("01/02/1990", "0900 000 123", "Tại gia đình, cộng đồng", "Hoàn Kiếm", "Tìm việc làm, Vay vốn"):
        assert words in page


def test_another_browser_returns_with_code_phone_and_sms(person, last_code):
    person.fill_all(ADULT, until="lien-he")
    code = drafts.shown_code(Draft.objects.get())
    assert code in person.get("/dang-ky/da-luu/").content.decode()
    other = Browser()
    other.post("/dang-ky/tiep-tuc/", {"code": code.lower(), "phone": "0900000123"})
    response = other.post("/dang-ky/tiep-tuc/", {"otp": last_code()})
    assert response.headers["Location"] == "/dang-ky/nguyen-vong/"
    assert "Hàng Thử" in other.get("/dang-ky/noi-o/").content.decode()
    assert person.get("/dang-ky/noi-o/").status_code == 410


def test_returning_to_a_draft_that_is_not_there_looks_the_same(person):
    person.fill_all(ADULT, until="lien-he")
    code, other, nobody = drafts.shown_code(Draft.objects.get()), Browser(), Browser()
    pages = [
        one.post("/dang-ky/tiep-tuc/", {"code": text, "phone": "0900000123"}, follow=True).content.decode()
        for one, text in ((other, code), (nobody, "ABCD-2345"))
    ]
    assert len({page.split("csrfmiddlewaretoken")[0] for page in pages}) == 1
    assert OneTimeCode.objects.count() == 2
    assert OutboundMessage.objects.count() == 1


def test_the_english_side_reads_the_same_draft(person):
    person.fill_all(ADULT, until="noi-o")
    page = person.get("/en/dang-ky/noi-o/").content.decode()
    assert "Hàng Thử" in page
    assert "Save and go on" in page


@pytest.mark.parametrize("slug", list(BY_SLUG))
def test_a_step_is_light_and_asks_the_database_a_constant_number_of_times(person, slug):
    answers = ADULT | {
        "bat-dau": ADULT["bat-dau"] | {"writer": "mother"},
        "nguoi-dang-ky": ADULT["nguoi-dang-ky"] | {"date_of_birth": "5/5/2010", "id_number": ""},
    }
    person.begin()
    for name in ("bat-dau", "nguoi-dang-ky", "noi-o"):
        person.fill(name, answers[name])
    person.get(f"/dang-ky/{slug}/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = person.get(f"/dang-ky/{slug}/")
    assert response.status_code == 200
    assert len(response.content) < 30_000
    assert len(queries) <= 8


def test_no_page_names_the_subject_in_its_title(person):
    person.fill_all(ADULT)
    for path in (
        "/dang-ky/",
        "/dang-ky/noi-o/",
        "/dang-ky/kiem-tra/",
        "/tra-cuu/",
        "/dang-ky/tiep-tuc/",
        "/dang-ky/sau-khi-dang-ky/",
    ):
        page = person.get(path).content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert "ma túy" not in title
        assert "cai nghiện" not in title


def test_private_pages_are_never_stored(person):
    person.fill_all(ADULT)
    for path in ("/dang-ky/noi-o/", "/dang-ky/kiem-tra/", "/tra-cuu/"):
        assert "no-store" in person.get(path).headers["Cache-Control"]


def test_the_crossing_tells_everything_with_its_article_and_offers_two_equal_ways(person):
    page = person.get("/dang-ky/").content.decode()
    assert page.count("dv-article") >= 8
    assert "24 giờ" in page
    assert 'name="understood" value="on"' in page
    assert 'href="/tro-chuyen/"' in page
    assert not Registration.objects.exists()


def test_what_happens_afterwards_is_readable_in_both_languages(person):
    assert "Điều 91" in person.get("/dang-ky/sau-khi-dang-ky/").content.decode()
    assert "article 91" in person.get("/en/dang-ky/sau-khi-dang-ky/").content.decode()


def test_a_ward_is_found_by_its_name_and_brings_its_province(person):
    from portal.places.models import PlaceName, Ward

    ward = Ward.objects.get(code="00082")
    PlaceName.objects.create(
        ward=ward, code="00082", kind="phuong", name="Cửa Nam", text="cua nam", searched=" cua nam ha noi"
    )
    person.begin()
    typed = {"ward_search": "cửa nam", "residence_address": "5 Hàng Thử", "residence_stable": "yes"}
    page = person.fill("noi-o", typed, go="wards").content.decode()
    assert '<option value="00082"' in page
    assert person.fill("noi-o", typed, residence_ward="00082").status_code == 302
    answers = Draft.objects.get().answers
    assert (answers["residence_province"], answers["residence_ward"]) == ("01", "00082")
    assert "ward_search" not in answers
