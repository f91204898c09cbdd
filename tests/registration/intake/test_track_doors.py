"""What a person does on their own page: a visit, contact data, own data, rights; each proved, told and noted."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
import time_machine

from portal.accounts.models import Posting, Role, User
from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework import lookups
from registration.casework.models import Registration
from registration.rights.models import DataRequest
from registration.visits import slots
from registration.visits.models import Appointment
from tests.registration.casework.cast import signed_in

from .conftest import ADULT, NOW, Browser, changed

CONTACT = {
    "phone": "0900 000 123",
    "phone_shared": "no",
    "contact_consent": "sms",
    "safe_contact": "sau 19 giờ",
    "email": "",
    "consent_sms": "on",
}


def _followed(registration, last_code):
    other = Browser()
    other.post("/tra-cuu/", {"code": registration.display_code, "phone": "0900 000 123"})
    other.post("/tra-cuu/", {"otp": last_code()})
    return other


@pytest.fixture
def registration(person):
    """A filed registration."""
    person.fill_all(ADULT)
    person.finish()
    return Registration.objects.select_related("ward").get()


@pytest.fixture
def follower(registration, last_code):
    return _followed(registration, last_code)


@pytest.fixture
def prepared(person, last_code):
    """A browser that follows papers which nobody has seen."""
    person.fill_all(changed(ADULT, cam_ket={"file_now": "later"}))
    person.finish()
    return _followed(Registration.objects.get(), last_code)


DOORS = ["lich-hen", "lien-he", "lien-he/xac-nhan", "du-lieu", "du-lieu/tai-ve", "quyen", "rut"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_door_opens_without_a_proof(registration, door, method):
    assert getattr(Browser(), method)(f"/tra-cuu/{door}/").status_code in {302, 405}


def test_the_page_says_what_happens_next_with_lengths_of_the_law(follower):
    page = follower.get("/tra-cuu/").content.decode()
    assert "Trong 2 ngày làm việc kể từ quyết định" in page
    assert "Thời hạn tính từ 09:30 ngày 25/11/2026 đến 09:30 ngày 26/11/2026" in page


def test_the_page_stays_in_constant_queries(follower, django_assert_max_num_queries):
    follower.get("/tra-cuu/")
    with django_assert_max_num_queries(24):
        follower.get("/tra-cuu/")


# ------------------------------------------------------------------------------------------------------ the visit
def _slot(registration, number=0):
    return slots.free(registration.ward, NOW)[number].key


def test_a_visit_is_booked_moved_and_cancelled(follower, registration):
    assert follower.post("/tra-cuu/lich-hen/", {"slot": _slot(registration)}).status_code == 302
    assert "Lịch hẹn của bạn" in follower.get("/tra-cuu/").content.decode()
    follower.post("/tra-cuu/lich-hen/", {"slot": _slot(registration, 4)})
    follower.post("/tra-cuu/lich-hen/", {"cancel": "yes"})
    assert list(Appointment.objects.order_by("booked_at").values_list("state", flat=True)) == ["moved", "cancelled"]


def test_the_receipt_books_too(person, registration):
    assert "/dang-ky/xong/lich-hen/" in person.get("/dang-ky/xong/").content.decode()
    person.post("/dang-ky/xong/lich-hen/", {"slot": _slot(registration)})
    assert "Lịch hẹn của bạn" in person.get("/dang-ky/xong/").content.decode()


@pytest.mark.parametrize("slot", ["", "x", "\x00", "9" * 400, "202611250300"])
def test_a_time_that_is_not_there_is_told_kindly(follower, slot):
    response = follower.post("/tra-cuu/lich-hen/", {"slot": slot})
    assert response.status_code == 409
    assert "<h1" in response.content.decode()


def test_cancelling_nothing_is_told_kindly(follower):
    assert follower.post("/tra-cuu/lich-hen/", {"cancel": "yes"}).status_code == 409


def test_the_receipt_links_the_two_channels_of_the_law(prepared, person):
    page = person.get("/dang-ky/xong/").content.decode()
    assert "https://dichvucong.gov.vn/" in page
    assert "https://vneid.gov.vn/" in page


# --------------------------------------------------------------------------------------------------- contact data
def test_the_safe_contact_changes_at_once_and_stands_in_the_story(follower, registration):
    response = follower.post("/tra-cuu/lien-he/", CONTACT | {"safe_contact": "chỉ sáng Chủ nhật"})
    assert response.status_code == 302
    registration.refresh_from_db()
    assert registration.answers["safe_contact"] == "chỉ sáng Chủ nhật"
    assert "Bạn đã đổi cách liên hệ" in follower.get("/tra-cuu/").content.decode()


def test_consent_to_messages_ends_at_once(follower, registration):
    follower.post("/tra-cuu/lien-he/", {name: value for name, value in CONTACT.items() if name != "consent_sms"})
    registration.refresh_from_db()
    assert not registration.sms_allowed


def test_a_new_phone_counts_after_its_code_and_the_old_one_is_told(follower, registration):
    follower.post("/tra-cuu/lien-he/", CONTACT | {"phone": "0900 000 456"})
    registration.refresh_from_db()
    assert registration.phone == "+84900000123"
    sent = next(one for one in OutboundMessage.objects.filter(template="one_time_code") if one.to == "+84900000456")
    follower.post("/tra-cuu/lien-he/xac-nhan/", {"otp": "".join(filter(str.isdigit, sent.body))[:6]})
    registration.refresh_from_db()
    assert registration.phone == "+84900000456"
    assert registration.phone_index == lookups.phone_index("+84900000456")
    assert OutboundMessage.objects.get(template="contact_changed").to == "+84900000123"


def test_the_desk_is_told_on_the_file_what_changed(follower, registration):
    follower.post("/tra-cuu/lien-he/", CONTACT | {"safe_contact": "chỉ sáng Chủ nhật"})
    officer = User.objects.create_user("o3@demo.example", "duong-ve-demo", full_name="Cán bộ")
    Posting.objects.create(user=officer, role=Role.POLICE_OFFICER, ward=registration.ward, starts_on=date(2025, 7, 1))
    page = signed_in(officer).get(f"/staff/registrations/{registration.display_code}/", follow=True).content.decode()
    assert 'id="contact-changed"' in page


def test_a_wrong_code_changes_no_phone(follower, registration, last_code):
    follower.post("/tra-cuu/lien-he/", CONTACT | {"phone": "0900 000 456"})
    wrong = "000000" if last_code() != "000000" else "111111"
    assert follower.post("/tra-cuu/lien-he/xac-nhan/", {"otp": wrong}).status_code == 422
    registration.refresh_from_db()
    assert registration.phone == "+84900000123"


def test_the_code_of_one_browser_serves_no_other(follower, registration, last_code):
    follower.post("/tra-cuu/lien-he/", CONTACT | {"phone": "0900 000 456"})
    stranger = Browser()
    stranger.cookies["dv_again"] = follower.cookies["dv_again"].value
    assert stranger.post("/tra-cuu/lien-he/xac-nhan/", {"otp": last_code()}).status_code == 302
    registration.refresh_from_db()
    assert registration.phone == "+84900000123"


@pytest.mark.parametrize(
    "change",
    [{"phone": "x"}, {"phone": "024 3825 5595"}, {"contact_consent": "pigeon"}, {"safe_contact": "a" * 600}, {}],
)
def test_what_cannot_be_saved_is_explained_and_stays_typed(follower, change):
    typed = CONTACT | {"safe_contact": "sau 19 giờ 🙂"} | change
    response = follower.post("/tra-cuu/lien-he/", typed)
    assert response.status_code == 422
    assert typed["safe_contact"] in response.content.decode()


# ------------------------------------------------------------------------------------------------------- own data
def _archive(response):
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_own_data_come_as_one_file_right_after_the_proof(follower, registration):
    archive = _archive(follower.post("/tra-cuu/du-lieu/tai-ve/"))
    data = json.loads(archive.read("du-lieu.json"))
    assert data["answers"]["full_name"] == "Nguyễn Văn Ẩn"
    assert archive.read("doc.pdf").startswith(b"%PDF")
    assert any(name.startswith("mau/") for name in archive.namelist())
    assert Entry.objects.filter(action="registration.export", object_ref=str(registration.pk)).exists()


def test_later_the_phone_is_proved_again_first(follower, last_code):
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert follower.post("/tra-cuu/du-lieu/tai-ve/").status_code == 302
        follower.post("/tra-cuu/du-lieu/", {"ask": "yes"})
        follower.post("/tra-cuu/du-lieu/", {"otp": last_code()})
        assert follower.post("/tra-cuu/du-lieu/tai-ve/")["Content-Type"] == "application/zip"


def test_a_wrong_code_gives_nothing(follower, last_code):
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        follower.post("/tra-cuu/du-lieu/", {"ask": "yes"})
        wrong = "000000" if last_code() != "000000" else "111111"
        assert follower.post("/tra-cuu/du-lieu/", {"otp": wrong}).status_code == 422
        assert follower.post("/tra-cuu/du-lieu/tai-ve/").status_code == 302


# --------------------------------------------------------------------------------------------------------- rights
def test_a_right_is_asked_for_and_its_clocks_are_shown(follower, registration):
    assert follower.post("/tra-cuu/quyen/", {"kind": "restrict", "text": "Tạm dừng"}).status_code == 302
    page = follower.get("/tra-cuu/quyen/").content.decode()
    assert "Trả lời lần đầu trước 23:59 ngày 27/11/2026" in page
    follower.post("/tra-cuu/quyen/", {"take_back": str(DataRequest.objects.get().pk)})
    assert DataRequest.objects.get().state == "taken_back"


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 422), ({"kind": "x"}, 422), ({"kind": "view\x00"}, 422), ({"take_back": "x\x00"}, 302)],
)
def test_what_is_no_right_is_explained(follower, sent, status):
    assert follower.post("/tra-cuu/quyen/", sent).status_code == status


def test_asking_twice_is_told_kindly(follower):
    follower.post("/tra-cuu/quyen/", {"kind": "view"})
    assert follower.post("/tra-cuu/quyen/", {"kind": "view"}).status_code == 409


def test_before_receipt_the_person_decides_alone(prepared):
    assert "Chưa ai ở xã, phường có dữ liệu" in prepared.get("/tra-cuu/quyen/").content.decode()
    assert prepared.post("/tra-cuu/quyen/", {"kind": "erase"}).status_code == 409


# ----------------------------------------------------------------------------------------------------- withdrawal
def test_withdrawing_after_receipt_shows_the_articles_first(follower):
    page = follower.get("/tra-cuu/rut/").content.decode()
    assert "Điều 35" in page
    assert "/tro-chuyen/" in page


def test_withdrawing_without_having_read_is_asked_again(follower, registration):
    assert follower.post("/tra-cuu/rut/", {}).status_code == 422
    registration.refresh_from_db()
    assert registration.status == "received"


@pytest.mark.parametrize("door", ["", "lich-hen", "lien-he", "du-lieu", "quyen", "rut"])
def test_every_door_speaks_english_too_and_is_kept_nowhere(follower, door):
    path = f"/en/tra-cuu/{door}/" if door else "/en/tra-cuu/"
    response = follower.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
