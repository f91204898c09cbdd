"""Generated persons: the same number gives the same person. No name, phone or number belongs to anybody."""

from datetime import date, timedelta
from random import Random
from typing import Any

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE = {
    "male": ("Văn", "Hữu", "Minh", "Quang", "Đức", "Công", "Xuân"),
    "female": ("Thị", "Ngọc", "Thu", "Thanh", "Kim", "Hồng", "Bích"),
}
GIVEN = {
    "male": ("An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Hùng", "Khánh", "Long", "Nam", "Phúc", "Sơn", "Tuấn"),
    "female": ("Anh", "Chi", "Dung", "Hà", "Hạnh", "Lan", "Mai", "Nga", "Oanh", "Quyên", "Thảo", "Trang", "Yến"),
}
STREETS = ("Mẫu Một", "Mẫu Hai", "Mẫu Ba", "Thử Nghiệm", "Ví Dụ")
SUBSTANCES = ("heroin", "methamphetamine", "ketamine", "cannabis", "mdma")
NEEDS = ("vocational", "job", "loan", "legal", "health", "psychology", "family", "livelihood", "papers")
WORK = ("Thợ xây", "Lái xe", "Phụ bếp", "Bán hàng", "Thợ may", "Chưa có việc làm", "Sửa xe máy")
# The digit of century and sex in a personal number: 0/1 for those born before 2000, 2/3 after.
CENTURY_SEX = {("male", 19): "0", ("female", 19): "1", ("male", 20): "2", ("female", 20): "3"}


def person(number: int, ward: str, province: str, filed_on: date) -> dict[str, Any]:
    """The answers (contract §4) of generated person `number`, filed on a day for a ward."""
    random = Random(f"duong-ve-person-{number}")  # noqa: S311  # repeatable, not secret
    sex = "female" if random.random() < 0.15 else "male"
    minor = number % 25 == 7
    years = random.randint(15, 17) if minor else random.choice((19, 22, 26, 31, 36, 42, 48, 55))
    born = filed_on - timedelta(days=years * 366 + random.randint(0, 300))
    name = f"{random.choice(FAMILY)} {random.choice(MIDDLE[sex])} {random.choice(GIVEN[sex])}"
    answers: dict[str, Any] = {
        "writer": random.choice(("father", "mother")) if minor else "self",
        "determination_result": "yes",
        "determination_date": (filed_on - timedelta(days=random.randint(1, 90))).isoformat(),
        "full_name": name,
        "date_of_birth": born.isoformat(),
        "sex": sex,
        "id_kind": "personal_number",
        "id_number": f"099{CENTURY_SEX[sex, born.year // 100]}{born:%y}{number % 1_000_000:06d}",
        "residence_province": province,
        "residence_ward": ward,
        "residence_address": f"Số {random.randint(1, 200)} phố {random.choice(STREETS)}",
        "residence_stable": "yes" if random.random() < 0.9 else "no",
        "permanent_same": "yes",
        "phone": f"+8491{number % 10_000_000:07d}",
        "phone_shared": random.choice(("yes", "no")),
        "contact_consent": random.choice(("sms", "call", "both", "none")),
        "education": random.choice(("Lớp 9/12", "Lớp 12/12", "Trung cấp", "Cao đẳng")),
        "occupation": "Học sinh" if minor else random.choice(WORK),
        "substances": random.sample(SUBSTANCES, random.randint(1, 2)),
        "first_used_year": str(filed_on.year - random.randint(1, max(1, years - 14))),
        "substitution_status": "none",
        "earlier_voluntary_count": 1 if random.random() < 0.2 else 0,
        "intended_place": "home_community",
        "support_needs": random.sample(NEEDS, random.randint(0, 3)),
        "truthful": True,
        "consent_processing": True,
        "consent_sms": random.random() < 0.7,
    }
    if answers["residence_stable"] == "no":
        answers["intended_place"] = "reformatory_school" if minor else "public_facility"
    if minor:
        answers |= {
            "writer_name": f"{name.split(maxsplit=1)[0]} Mẫu Phụ Huynh",
            "writer_phone": f"+8491{(number + 5_000_000) % 10_000_000:07d}",
            "representative_opinion": "Gia đình đồng ý và sẽ đồng hành cùng con.",
            "person_own_wish": "Em muốn được đi học lại.",
            "home_is_safe": "yes",
        }
    return answers
