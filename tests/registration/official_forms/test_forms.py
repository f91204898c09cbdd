"""The official forms as PDF: filled with what was written, blank where only the pen writes, safe and repeatable."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from portal.places.models import Province, Ward
from portal.ui import fonts
from registration.casework import official_forms
from registration.casework.models import Decision, Registration

pytestmark = pytest.mark.skipif(
    not fonts.PDF_FONTS.exists(), reason="the PDF fonts are not built: make run builds them"
)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ANSWERS = {
    "writer": "self",
    "full_name": "Nguyễn Văn Ẩn",
    "date_of_birth": "1990-02-01",
    "sex": "male",
    "id_number": "099090000001",
    "id_issued_on": "2021-06-05",
    "id_issued_by": "Cục Cảnh sát",
    "residence_ward": "00070",
    "residence_address": "Số 5 phố Hàng Thử",
    "permanent_same": "yes",
    "phone": "+84900000123",
    "intended_place": "home_community",
    "home_plan": "Ở cùng mẹ",
    "substances": ["heroin", "một chất lạ"],
    "first_used_year": "2015",
    "earlier_voluntary_count": 0,
    "substitution_status": "none",
}
MINOR = ANSWERS | {
    "writer": "mother",
    "writer_name": "Trần Thị Mẹ",
    "writer_phone": "+84900000124",
    "representative_opinion": "Gia đình ủng hộ",
    "person_own_wish": "Em muốn ở nhà",
}


@pytest.fixture
def make(db):
    province, _new = Province.objects.get_or_create(code="01", defaults={"name": "Hà Nội", "folded": "ha noi"})
    Province.objects.filter(code="01").update(kind="thanh_pho")
    ward, _new = Ward.objects.get_or_create(
        code="00070",
        defaults={"name": "Hoàn Kiếm", "folded": "hoan kiem", "kind": "phuong", "province": province},
    )

    def registration(answers=ANSWERS, **fields):
        return Registration.objects.create(
            code="7K3QX0M9TZ",
            status="received",
            ward=ward,
            rules_version="B",
            finish_key="k",
            answers=answers,
            received_at=NOW,
            **fields,
        )

    return registration


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_application_carries_person_place_and_plan(make):
    words = text(official_forms.draw(make(), "application"))
    for part in (
        "Mẫu số 20",
        "ĐƠN XIN ĐI CAI NGHIỆN MA TÚY TỰ NGUYỆN",
        "Trưởng Công an phường Hoàn Kiếm",
        "NGUYỄN VĂN ẨN",
        "01/02/1990",
        "099090000001",
        "Số 5 phố Hàng Thử, phường Hoàn Kiếm, thành phố Hà Nội",
        "0900 000 123",
        "Ở cùng mẹ",
        "DV-7K3QX-0M9TZ",
    ):
        assert part in words


def test_both_voices_stand_in_a_minors_application(make):
    words = text(official_forms.draw(make(MINOR), "application"))
    assert "Gia đình ủng hộ" in words
    assert "Em muốn ở nhà" in words
    assert "TRẦN THỊ MẸ" in words
    assert "NGƯỜI ĐẠI DIỆN HỢP PHÁP" in words


def test_the_history_leaves_family_and_records_to_the_pen(make):
    words = text(official_forms.draw(make(), "personal_history"))
    assert "Heroin, một chất lạ" in words
    assert "Tiền án (người đăng ký tự viết tay)" in words
    assert "8. Cha" in words


def test_the_decision_carries_number_signer_place_and_term(make, django_user_model):
    registration = make(place="home_community")
    chief = django_user_model.objects.create_user("chief@demo.example", "duong-ve-demo", full_name="Lê Thị Trưởng")
    Decision.objects.create(
        registration=registration,
        register="decision",
        ward=registration.ward,
        year=2026,
        number=7,
        form="F 22",
        signed_at=NOW,
        signed_by=chief,
        place="home_community",
        starts_on=date(2026, 11, 26),
        ends_on=date(2028, 11, 26),
        term_months=24,
    )
    words = text(official_forms.draw(registration, "decision"))
    for part in (
        "Số: 07/2026/QĐ-CA",
        "TRƯỞNG CÔNG AN PHƯỜNG HOÀN KIẾM",
        "Lê Thị Trưởng",
        "Tại gia đình hoặc cộng đồng",
        "24 tháng",
        "26/11/2028",
        "ngày 25 tháng 11 năm 2026",
        "120/2025/QH15",
        "2 ngày làm việc",
    ):
        assert part in words


def test_words_of_a_person_never_become_markup(make):
    name = '#[x] *đậm* $x$ _n_ `c` \\ "q" <a> // #read("layout.typ") @nguồn'
    words = text(official_forms.draw(make(ANSWERS | {"full_name": name, "home_plan": name}), "application"))
    assert '#READ("LAYOUT.TYP")' in words
    assert "*đậm* $x$ _n_ `c`" in words


def test_a_very_long_answer_still_makes_a_form(make):
    long = ANSWERS | {"home_plan": "rất dài " * 250, "residence_address": "X" * 300, "full_name": "Y" * 100}
    assert len(PdfReader(io.BytesIO(official_forms.draw(make(long), "application"))).pages) <= 4


def test_an_empty_registration_makes_blank_forms(make):
    registration = make({})
    for form in ("application", "personal_history", "decision"):
        assert official_forms.draw(registration, form).startswith(b"%PDF")


def test_the_same_data_give_the_same_bytes(make):
    registration = make()
    assert official_forms.draw(registration, "application") == official_forms.draw(registration, "application")


def test_a_case_under_the_old_law_prints_with_its_own_numbers(make):
    registration = make()
    Registration.objects.filter(pk=registration.pk).update(rules_version="A")
    registration.refresh_from_db()
    words = text(official_forms.draw(registration, "decision"))
    assert "Mẫu số 24" in words
    assert "73/2021/QH14" in words


@pytest.mark.parametrize("form", ["register", "substitution_letter", "../application", "layout", ""])
def test_an_unknown_form_is_refused(make, form):
    with pytest.raises(official_forms.NoSuchForm):
        official_forms.draw(make(), form)
