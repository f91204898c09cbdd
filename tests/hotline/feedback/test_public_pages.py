"""The person's pages: sending without a name, photos, nothing lost on an error, the answer by code, erasing."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from hotline.conversations import short_codes
from hotline.feedback.models import Entry, Photo, Ticket
from hotline.feedback.services.answer import answer
from hotline.feedback.services.handling import note
from hotline.feedback.services.person import erase
from hotline.feedback.services.send import Report, send
from hotline.feedback.states import State
from tests.portal.privacy.sample_files import pdf, picture

GOOD = {"topic": "hotline", "words": "Tôi chờ hai mươi phút.", "place": "", "about": ""}


@pytest.fixture
def browser_of_person() -> Client:
    return Client(enforce_csrf_checks=True)


def photo(name: str = "ảnh.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture())


def test_an_anonymous_report_gets_a_code_that_opens_the_answer(browser_of_person, people):
    sent = browser_of_person.post("/phan-anh/", GOOD, follow=True)
    ticket = Ticket.objects.get()
    code = short_codes.shown(ticket.code)
    assert code in sent.content.decode()
    answer(ticket, people["counsellor"], words="Xin lỗi bạn, chúng tôi đã thêm người trực.")
    other = Client()
    page = other.post("/phan-anh/tra-cuu/", {"code": code.lower().replace("-", " ")}, follow=True)
    assert "đã thêm người trực" in page.content.decode()


def test_notes_among_staff_never_reach_the_person(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD)
    note(Ticket.objects.get(), people["counsellor"], "Người này hay gọi lại")
    page = browser_of_person.get("/phan-anh/tra-cuu/").content.decode()
    assert "hai mươi phút" in page
    assert "hay gọi lại" not in page


def test_the_form_says_that_it_takes_no_tip_offs_and_where_to_go_instead(browser_of_person, db):
    page = browser_of_person.get("/phan-anh/").content.decode()
    assert "không nhận tin tố giác" in page
    assert "tel:115" in page
    assert "/tro-chuyen/" in page


def test_nothing_typed_is_lost_on_an_error_not_even_the_photo(browser_of_person, people):
    page = browser_of_person.post("/phan-anh/", GOOD | {"topic": "", "name": "Bình", "photos": photo()})
    assert page.status_code == 422
    assert "hai mươi phút" in page.content.decode()
    assert "Tệp 1" in page.content.decode()
    browser_of_person.post("/phan-anh/", GOOD)
    assert Ticket.objects.get().photos.count() == 1


def test_a_name_needs_a_yes(browser_of_person, people):
    given = GOOD | {"name": "Bình", "phone": "0912345678"}
    assert browser_of_person.post("/phan-anh/", given).status_code == 422
    browser_of_person.post("/phan-anh/", given | {"contact_consent": "on"})
    assert Ticket.objects.get().phone == "+84912345678"


def test_photos_lose_their_hidden_data_and_lie_sealed(browser_of_person, people):
    exif = Image.Exif()
    exif[0x010F] = "Secretphone"
    browser_of_person.post("/phan-anh/", GOOD | {"photos": photo(content=picture(exif=exif))})
    kept = Photo.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM feedback_photo")
        stored = bytes(cursor.fetchone()[0])
    assert b"Secretphone" not in kept.content
    assert not stored.startswith(b"\xff\xd8")
    assert Image.open(io.BytesIO(kept.content)).format == "JPEG"


def test_a_file_that_lies_is_refused_with_a_reason_and_the_words_stay(browser_of_person, people):
    page = browser_of_person.post("/phan-anh/", GOOD | {"photos": photo("a.jpg", pdf())})
    assert page.status_code == 422
    assert "hai mươi phút" in page.content.decode()
    assert not Ticket.objects.exists()
    assert not Photo.objects.exists()


def test_a_sixth_file_is_too_many(browser_of_person, people):
    page = browser_of_person.post("/phan-anh/", GOOD | {"go": "add", "photos": [photo(f"{n}.jpg") for n in range(6)]})
    assert Photo.objects.count() == 5
    assert page.status_code == 422


def test_a_photo_can_be_taken_out_again(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD | {"go": "add", "photos": photo()})
    browser_of_person.post("/phan-anh/", GOOD | {"remove": str(Photo.objects.get().pk)})
    assert not Photo.objects.exists()


def test_a_place_is_found_by_an_old_spelling_and_chosen_without_script(browser_of_person, people, ward, facility):
    page = browser_of_person.post("/phan-anh/", GOOD | {"place": "binh an", "go": "find"})
    key = f"facility:{facility.pk}"
    assert page.status_code == 200
    assert key in page.content.decode()
    browser_of_person.post("/phan-anh/", GOOD | {"topic": "treatment", "place": "binh an", "about": key})
    ticket = Ticket.objects.get()
    assert (ticket.facility, ticket.ward, ticket.province) == (facility, ward, ward.province)


def test_a_place_that_nobody_knows_stays_as_it_was_written(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD | {"place": "trạm y tế cạnh chợ"})
    assert Ticket.objects.get().place_words == "trạm y tế cạnh chợ"


@pytest.mark.parametrize(
    "bad",
    [
        {"words": "a\x00b"},
        {"words": "\u202eđảo"},
        {"words": "x" * 6000},
        {"topic": "nothing"},
        {"about": "ward:'; DROP"},
        {"sent_key": "no-key"},
        {"phone": "12"},
    ],
)
def test_bad_input_is_answered_in_words(browser_of_person, people, bad):
    page = browser_of_person.post("/phan-anh/", GOOD | bad)
    assert page.status_code == 422
    assert "govuk-error-summary" in page.content.decode()


def test_a_wrong_code_says_the_same_as_an_erased_one(browser_of_person, ticket):
    code = ticket.code
    erase(ticket)
    wrong = [browser_of_person.post("/phan-anh/tra-cuu/", {"code": one}) for one in ("0000000000", code, "x\x00", "Ã")]
    assert {page.status_code for page in wrong} == {422}


def test_codes_cannot_be_tried_out(browser_of_person, ticket):
    answers = [browser_of_person.post("/phan-anh/tra-cuu/", {"code": "0000000000"}).status_code for _ in range(13)]
    assert answers[-1] == 429
    assert browser_of_person.post("/phan-anh/tra-cuu/", {"code": ticket.code}).status_code == 429


def test_the_person_asks_again_and_settles_it(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD)
    answer(Ticket.objects.get(), people["counsellor"], words="x")
    browser_of_person.post("/phan-anh/tra-cuu/hoi-them/", {"words": "Còn cuối tuần?"})
    assert Ticket.objects.get().state == State.IN_HAND
    answer(Ticket.objects.get(), people["counsellor"], words="y")
    browser_of_person.post("/phan-anh/tra-cuu/xong/")
    assert Ticket.objects.get().state == State.CLOSED


def test_erasing_leaves_a_count_and_no_word(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD | {"name": "Bình", "contact_consent": "on", "photos": photo()})
    browser_of_person.post("/phan-anh/tra-cuu/xoa/")
    ticket = Ticket.objects.get()
    assert (ticket.name, ticket.code, ticket.code_index, ticket.state) == ("", "", None, State.CLOSED)
    assert not Photo.objects.exists()
    assert not any(entry.words for entry in Entry.objects.all())
    assert browser_of_person.get("/phan-anh/tra-cuu/").content.decode().count("<form") == 1


def test_the_pages_leave_no_trace(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD)
    page = browser_of_person.get("/phan-anh/tra-cuu/")
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert {name for name, cookie in browser_of_person.cookies.items() if cookie["path"].endswith("/phan-anh")} == {
        "dv_feedback",
        "dv_feedback_en",
    }
    browser_of_person.post("/phan-anh/tra-cuu/thoat/")
    assert "hai mươi phút" not in browser_of_person.get("/phan-anh/tra-cuu/").content.decode()


def test_another_site_cannot_send_in_a_persons_name(people):
    refused = Client().post("/phan-anh/", GOOD, headers={"origin": "https://elsewhere.example"})
    assert refused.status_code == 403
    assert not Ticket.objects.exists()


def test_somebody_elses_photo_is_not_there(browser_of_person, people):
    browser_of_person.post("/phan-anh/", GOOD | {"photos": photo()})
    key = Photo.objects.get().pk
    assert browser_of_person.get(f"/phan-anh/tra-cuu/anh/{key}/").status_code == 200
    assert Client().get(f"/phan-anh/tra-cuu/anh/{key}/").status_code == 404


def test_english_pages_stand_beside(browser_of_person, people):
    page = browser_of_person.post("/en/phan-anh/", GOOD, follow=True)
    assert "Thank you" in page.content.decode()


def test_the_database_holds_no_readable_word(people):
    send(Report("other", "Lời riêng của tôi", name="Bình", phone="+84912345678"), uuid.uuid4())
    with connection.cursor() as cursor:
        cursor.execute("SELECT t.*, e.* FROM feedback_ticket t JOIN feedback_entry e ON e.ticket_id = t.id")
        row = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in cursor.fetchone())
    assert "riêng" not in row
    assert "912345678" not in row
