"""Demo data of places: the places themselves, the two demo wards' filing modes, invented facilities.

Ward 00070 accepts filings, 00082 prepares only. Every facility here is invented: its name says so, its phone is one
of the demo range, its address has no street that exists.
"""

from datetime import date
from typing import Any

from .loader import load as load_places
from .models import Facility, Ward

ORDER = 10
CHECKED_ON = date(2026, 11, 24)
OFFICE_HOURS = [
    {"weekday": weekday, "opens": opens, "closes": closes}
    for weekday in range(5)
    for opens, closes in (("07:30", "11:30"), ("13:00", "17:00"))
]
HOA_SEN, TRE_XANH, MAI_VANG = "Hoa Sen", "Tre Xanh", "Mai Vàng"

# kind, name, ward, may determine dependence, services, stages, price
FACILITIES = (
    ("public_facility", f"Cơ sở cai nghiện ma túy số 1 {HOA_SEN} (dữ liệu mẫu)", "09574", True,
     ["inpatient"], "1-5", ""),
    ("private_facility", f"Cơ sở cai nghiện tự nguyện {TRE_XANH} (dữ liệu mẫu)", "00082", False,
     ["inpatient", "outpatient"], "1-5", "Theo hợp đồng, niêm yết tại cơ sở"),
    ("reformatory_school", f"Trường giáo dưỡng {MAI_VANG} (dữ liệu mẫu)", "09574", False, ["inpatient"], "1-5", ""),
    ("service_provider", f"Tổ dịch vụ cai nghiện tại gia đình {HOA_SEN} (dữ liệu mẫu)", "00070", False,
     ["home_visits"], "1,3,5", "Theo thỏa thuận"),
    ("determination_facility", f"Phòng khám tâm thần {TRE_XANH} (dữ liệu mẫu)", "00070", True,
     ["determination", "psychiatry"], "", "Nhà nước chi trả việc xác định"),
    ("determination_facility", f"Bệnh viện đa khoa {MAI_VANG} (dữ liệu mẫu)", "00082", True,
     ["determination", "detoxification"], "2", "Nhà nước chi trả việc xác định"),
    ("determination_facility", f"Trung tâm y tế {HOA_SEN} Kon Tum (dữ liệu mẫu)", "23293", True,
     ["determination"], "", ""),
    ("substitution_clinic", f"Cơ sở điều trị methadone {TRE_XANH} (dữ liệu mẫu)", "00082", True, ["methadone"], "", ""),
    ("counselling_point", f"Điểm tư vấn cộng đồng {HOA_SEN} (dữ liệu mẫu)", "00070", False,
     ["counselling", "screening"], "", "Miễn phí"),
    ("counselling_point", f"Điểm tư vấn cộng đồng {MAI_VANG} (dữ liệu mẫu)", "29512", False,
     ["counselling"], "", "Miễn phí"),
    ("club", f"Câu lạc bộ đồng đẳng {TRE_XANH} (dữ liệu mẫu)", "00070", False, ["peer_support"], "", "Miễn phí"),
    ("legal_aid", f"Trung tâm trợ giúp pháp lý {HOA_SEN} (dữ liệu mẫu)", "00082", False, ["legal"], "", "Miễn phí"),
    ("job_centre", f"Trung tâm dịch vụ việc làm {MAI_VANG} (dữ liệu mẫu)", "00070", False, ["job"], "", "Miễn phí"),
    ("vocational_school", f"Trường trung cấp nghề {TRE_XANH} (dữ liệu mẫu)", "00082", False, ["vocational"], "", ""),
)  # fmt: skip


def load(size: float, out: Any) -> None:
    """Places, filing modes and facilities; running it again changes nothing. `size` does not matter here."""
    done = load_places()
    _filing_modes()
    for number, row in enumerate(FACILITIES, start=1):
        _facility(number, row)
    out.write(f"places: {done.provinces} provinces, {done.wards} wards, {len(FACILITIES)} invented facilities")


def _filing_modes() -> None:
    Ward.objects.filter(code__in=["00070", "00082"], office_hours=[]).update(office_hours=OFFICE_HOURS)
    Ward.objects.filter(code="00070").update(
        filing_mode=Ward.FilingMode.ACCEPT,
        filing_basis="Dữ liệu mẫu: văn bản hướng dẫn theo khoản 3 Điều 90 Nghị định 163/2026/NĐ-CP",
        filing_from=date(2026, 7, 1),
    )


def _facility(number: int, row: tuple) -> None:
    kind, name, ward, can_determine, services, stages, price = row
    place = Ward.objects.get(code=ward)
    Facility.objects.update_or_create(
        name=name,
        defaults={
            "kind": kind,
            "ward": place,
            "address": f"Số {number} đường Mẫu, {place.official_name}",
            "phone": f"+8424399000{number:02d}",
            "can_determine": can_determine,
            "services": services,
            "stages": stages,
            "price_note": price,
            "licence": f"Số mẫu {number:02d}/2026" if stages else "",
            "office_hours": OFFICE_HOURS,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "source": "Dữ liệu mẫu, không phải cơ sở có thật",
            "checked_on": CHECKED_ON,
        },
    )
