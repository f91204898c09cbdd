"""A generated person's registration, as an integrator sends it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

EXAMPLE: dict[str, Any] = {
    "writer": "self",
    "determination_result": "yes",
    "determination_facility": "Trung tâm Y tế Thử Nghiệm",
    "determination_date": (timezone.localdate() - timedelta(days=20)).isoformat(),
    "full_name": "Nguyễn Văn Mẫu",
    "date_of_birth": "1990-02-01",
    "sex": "male",
    "id_kind": "personal_number",
    "id_number": "099090000001",
    "residence_province": "01",
    "residence_ward": "00082",
    "residence_address": "Số 1 phố Thử Nghiệm",
    "residence_stable": "yes",
    "permanent_same": True,
    "phone": "0900 000 123",
    "contact_consent": "both",
    "substances": ["heroin"],
    "first_used_year": 2015,
    "earlier_voluntary_count": 0,
    "intended_place": "home_community",
    "support_needs": ["job", "loan"],
    "truthful": True,
    "consent_processing": True,
    "consent_sms": False,
}
