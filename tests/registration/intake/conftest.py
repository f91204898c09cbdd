"""A person's browser on the citizen's side, two wards, and a complete set of answers."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from portal.places.models import Province, Ward
from portal.sms.models import OutboundMessage
from registration.intake import proving

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PHONE = "0900 000 123"
HOURS = [{"weekday": day, "opens": "07:30", "closes": "17:00"} for day in range(5)]

ADULT = {
    "bat-dau": {
        "writer": "self",
        "determination_result": "yes",
        "determination_facility": "Trung tâm y tế",
        "determination_date": "1/10/2026",
    },
    "nguoi-dang-ky": {
        "full_name": "Nguyễn Văn Ẩn",
        "other_name": "",
        "date_of_birth": "1/2/1990",
        "sex": "male",
        "id_kind": "personal_number",
        "id_number": "099090000001",
        "id_issued_on": "5-6-2021",
        "id_issued_by": "Cục Cảnh sát",
    },
    "noi-o": {
        "residence_province": "01",
        "residence_ward": "00070",
        "residence_address": "Số 5 phố Hàng Thử",
        "residence_stable": "yes",
        "permanent_same": "yes",
    },
    "lien-he": {
        "phone": PHONE,
        "phone_shared": "no",
        "contact_consent": "sms",
        "safe_contact": "sau 19 giờ 🙂",
        "email": "",
    },
    "hoc-van-viec-lam": {"education": "12/12", "occupation": "Thợ điện", "workplace_or_school": ""},
    "tinh-trang": {
        "substances": ["methamphetamine", "heroin"],
        "routes": ["smoke"],
        "first_used_year": "2015",
        "substitution_status": "none",
        "earlier_voluntary_count": "0",
        "health_notes": "Hen suyễn",
    },
    "nguyen-vong": {
        "intended_place": "home_community",
        "home_plan": "Ở cùng mẹ; chị gái hỗ trợ",
        "support_needs": ["job", "loan"],
    },
    "giay-to": {},
    "cam-ket": {"truthful": "on", "consent_processing": "on", "consent_sms": "on", "file_now": "yes"},
}


class Browser(Client):
    """A browser that fills in steps; `path` is the language's prefix."""

    def begin(self) -> None:
        self.post("/dang-ky/", {"understood": "on"})

    def fill(self, slug: str, answers: dict, **changes):
        return self.post(f"/dang-ky/{slug}/", {**answers, **changes})

    def fill_all(self, answers: dict[str, dict], *, until: str = "") -> None:
        self.begin()
        for slug, fields in answers.items():
            response = self.fill(slug, fields)
            assert response.status_code == 302, (slug, response.context and response.context["form"].errors)
            if slug == until:
                return

    def finish(self):
        return self.post("/dang-ky/kiem-tra/", {"finish": "yes"})


def changed(answers: dict[str, dict], **steps: dict) -> dict[str, dict]:
    """The same answers with single fields changed: changed(ADULT, noi_o={"residence_ward": "00082"})."""
    return answers | {
        name.replace("_", "-"): answers.get(name.replace("_", "-"), {}) | new for name, new in steps.items()
    }


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _no_padding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "ANSWER_TAKES_S", 0.0)


@pytest.fixture
def wards(db: None) -> dict[str, Ward]:
    province, _new = Province.objects.get_or_create(
        code="01", defaults={"name": "Hà Nội", "folded": "ha noi", "kind": "thanh_pho"}
    )
    Province.objects.get_or_create(code="02", defaults={"name": "Cao Bằng", "folded": "cao bang"})
    accepts = {"filing_mode": "accept", "filing_basis": "Thử", "filing_from": date(2026, 7, 1)}
    made = {}
    for code, name, folded, more in (("00070", "Hoàn Kiếm", "hoan kiem", accepts), ("00082", "Cửa Nam", "cua nam", {})):
        made[code], _new = Ward.objects.update_or_create(
            code=code,
            defaults={"name": name, "folded": folded, "kind": "phuong", "province": province, "office_hours": HOURS}
            | more,
        )
    return made


@pytest.fixture
def person(wards: dict[str, Ward]) -> Browser:
    return Browser()


@pytest.fixture
def last_code(db: None):
    """The six digits of the last one-time code that was sent."""

    def find() -> str:
        message = OutboundMessage.objects.filter(template="one_time_code").latest("created_at")
        return "".join(char for char in message.body if char.isdigit())[:6]

    return find
