"""`finish`: the form's last step (registration, event, code, SMS, job, audit at once), against one insert."""

from datetime import date
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.result import Result, per_second
from bench.tables import Plain, tables
from portal.places.models import Province, Ward
from registration.casework.filing import file_registration
from registration.casework.models import Registration
from registration.casework.states import Status

MOST_QUERIES = 40
ANSWERS = {
    "writer": "self",
    "determination_result": "yes",
    "determination_date": "2026-09-20",
    "full_name": "Trần Mẫu Thử",
    "date_of_birth": "1990-03-05",
    "sex": "male",
    "id_kind": "personal_number",
    "id_number": "099090000123",
    "residence_province": "01",
    "residence_ward": "00070",
    "residence_address": "Số 1 phố Thử Nghiệm",
    "residence_stable": "yes",
    "phone": "+84912345678",
    "contact_consent": "both",
    "consent_sms": True,
    "intended_place": "home_community",
    "support_needs": ["job"],
}


def measure(rounds: int = 5, count: int = 30) -> Result:
    """Registrations filed a second, one after the other; also how many queries one takes."""
    ward = _ward()
    before = Registration.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert _file(ward).status == Status.RECEIVED
    assert len(queries) <= MOST_QUERIES, f"one filing takes {len(queries)} queries"
    with tables():
        ours, bare = per_second(
            lambda _number: _file(ward),
            lambda _number: Plain.objects.create(body="Trần Mẫu Thử"),
            rounds=rounds,
            count=count,
        )
    assert Registration.objects.count() == before + 1 + (rounds + 1) * count, "a registration was lost"
    return Result("finish", ours, "registrations/s", bare, {"queries": len(queries)})


def _file(ward: Ward) -> Registration:
    return file_registration(answers=ANSWERS, documents=[], ward=ward, finish_key=uuid4().hex, file_now=True)


def _ward() -> Ward:
    """A ward that accepts filings, with or without the list of places."""
    province, _made = Province.objects.get_or_create(code="01", defaults={"name": "Hà Nội", "folded": "ha noi"})
    ward, _made = Ward.objects.update_or_create(
        code="00070",
        defaults={
            "name": "Hoàn Kiếm",
            "folded": "hoan kiem",
            "kind": "phuong",
            "province": province,
            "filing_mode": "accept",
            "filing_basis": "bench",
            "filing_from": date(2026, 7, 1),
        },
    )
    return ward
