"""Demo data of the reports: targets, typed-in numbers, a sent report of a ward, a draft of the province, public counts.

Safe to repeat: what is there stays as people left it.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from portal.places.models import Province, Ward

from . import periods
from .actions import reports
from .areas import Area
from .figures import at
from .models import Report, Target, TypedNumber
from .public_counts import publish_closed

ORDER = 70
WARD, PROVINCE = "00070", "01"
TARGETS = (
    ("received", "", 120),
    ("decided", "home_community", 60),
    ("decided", "public_facility", 25),
    ("completed", "", 20),
)
NUMBERS = (
    ("people_with_file", 1250, "Công an thành phố cung cấp, báo cáo mẫu số 12 (số liệu minh họa)"),
    ("staff", 252, "Sở Nội vụ cung cấp, danh sách phân công (số liệu minh họa)"),
    ("staff_trained", 214, "Danh sách lớp tập huấn tháng 8 (số liệu minh họa)"),
)


def load(size: float, out: Any) -> None:
    """Create what is missing."""
    if not _person("coordinator"):
        return
    now = timezone.now()
    _targets_and_numbers(now)
    made = _papers()
    published = publish_closed()
    out.write(f"reports: {made} reports made, {len(published)} periods published")


def _targets_and_numbers(now: Any) -> None:
    coordinator = _person("coordinator")
    assert coordinator is not None
    for area, factor in ((Area(PROVINCE, "", PROVINCE), 2), (Area(WARD, "", PROVINCE), 1)):
        key = at(area) | {"kind": periods.YEAR, "year": periods.current(now).year}
        for indicator, place, value in TARGETS:
            row = {"value": value * factor, "set_at": now, "set_by": coordinator}
            Target.objects.get_or_create(**key, indicator=indicator, place=place, defaults=row)
    key = at(Area(PROVINCE, "", PROVINCE)) | {"kind": periods.YEAR, "year": periods.current(now).year}
    for measure, number, source in NUMBERS:
        row = {"value": number, "source": source, "typed_at": now, "typed_by": coordinator}
        TypedNumber.objects.get_or_create(**key, measure=measure, defaults=row)


def _papers() -> int:
    """The ward's last half-year, checked and sent; the province's running year, in draft."""
    officer, chief, coordinator = (_person(name) for name in ("police.officer", "police.chief", "coordinator"))
    if officer is None or chief is None or coordinator is None or Report.objects.exists():
        return 0
    half = next(one for one in periods.choices() if one.kind == periods.HALF_YEAR and one.is_closed())
    ward = Ward.objects.get(code=WARD)
    moment = half.until + timedelta(hours=9)
    report = reports.begin(
        officer,
        Area(WARD, ward.official_name, PROVINCE),
        half,
        note="Số đăng ký tăng so với cùng kỳ. Khó khăn: một số người chưa có giấy xác định tình trạng nghiện.",
        now=moment,
    )
    reports.check(chief, report, now=moment + timedelta(hours=2))
    reports.send(officer, report, now=moment + timedelta(hours=4))
    province = Province.objects.get(code=PROVINCE)
    reports.begin(coordinator, Area(PROVINCE, province.official_name, PROVINCE), periods.current())
    return 2


def _person(account: str) -> User | None:
    return User.objects.filter(email=f"{account}@demo.example", is_demo=True).first()
