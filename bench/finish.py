"""`finish`: the form's last press (registration, event, code, SMS, job, audit at once) against a bare Django view.

All are POST requests through Django's request handling in this process. The bare view inserts one row; like every view
of the portal it stands behind the portal's middleware. How many a second it answers without any is told besides.
"""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from bench import bare_view
from bench.result import Result, per_second
from bench.tables import Plain, tables
from portal.places.models import Province, Ward
from registration.casework.models import Registration
from registration.intake import drafts, steps

MOST_QUERIES = 25
CSRF = "b" * 32


def _months_ago() -> str:
    return (date.today() - timedelta(days=60)).isoformat()


ANSWERS: dict[str, dict[str, Any]] = {
    "bat-dau": {"writer": "self", "determination_result": "yes", "determination_date": _months_ago()},
    "nguoi-dang-ky": {
        "full_name": "Trần Mẫu Thử",
        "date_of_birth": "1990-03-05",
        "sex": "male",
        "id_kind": "personal_number",
        "id_number": "099090000123",
    },
    "noi-o": {
        "residence_province": "01",
        "residence_ward": "00070",
        "residence_address": "Số 1 phố Thử Nghiệm",
        "residence_stable": "yes",
        "permanent_same": "yes",
    },
    "lien-he": {"phone": "+84912345678", "contact_consent": "both"},
    "nguyen-vong": {"intended_place": "home_community", "support_needs": ["job"]},
    "cam-ket": {"truthful": True, "consent_processing": True, "consent_sms": True, "file_now": "yes"},
}


def measure(rounds: int = 5, count: int = 40) -> Result:
    """Forms finished a second, one after the other; also how many queries one takes."""
    _ward()
    before = Registration.objects.count()
    with override_settings(ROOT_URLCONF="bench.bare_view"), tables():
        insert = _poster(f"/{bare_view.PATH}", HTTPStatus.OK)
        with override_settings(MIDDLEWARE=[]):
            insert_naked = _poster(f"/{bare_view.PATH}", HTTPStatus.OK)
        finish = _poster("/dang-ky/kiem-tra/", HTTPStatus.FOUND)
        first = _draft()
        with CaptureQueriesContext(connection) as queries:
            finish(first, {})
        count_of_queries = len(queries)
        assert count_of_queries <= MOST_QUERIES, f"one finish takes {count_of_queries} queries"
        waiting = [_draft() for _each in range((rounds + 1) * count)]
        ours, bare, naked = per_second(
            lambda _number: finish(waiting.pop(), {}),
            lambda _number: insert("", {"body": "Trần Mẫu Thử"}),
            lambda _number: insert_naked("", {"body": "Trần Mẫu Thử"}),
            rounds=rounds,
            count=count,
        )
        assert Plain.objects.count() == 2 * (rounds + 1) * count
    assert Registration.objects.count() == before + 1 + (rounds + 1) * count, "a registration was lost"
    more = {"queries": count_of_queries, "without_middleware": round(naked, 2)}
    return Result("finish", ours, "forms/s", bare, more)


def _poster(path: str, expected: int) -> Callable[[str, dict[str, str]], None]:
    """POST to `path` with a draft's cookie; anything but `expected` is an error of the measurement."""
    handler, factory = WSGIHandler(), RequestFactory()

    def post(draft: str, fields: dict[str, str]) -> None:
        factory.cookies = SimpleCookie({"dv_draft": draft, "dv_csrf": CSRF, "__Host-dv_csrf": CSRF})
        environ = factory.post(path, {"csrfmiddlewaretoken": CSRF, **fields}, SERVER_NAME="127.0.0.1").environ
        started: list[str] = []
        answer = handler(environ, lambda status, _headers: started.append(status))
        answer.close()
        assert started[0].startswith(str(int(expected))), started[0]

    return post


def _draft() -> str:
    """A draft with every answer; its token."""
    begun = drafts.begin()
    for slug, answers in ANSWERS.items():
        drafts.save_step(begun.token, steps.BY_SLUG[slug], answers, {})
    return begun.token


def _ward() -> None:
    """A ward that accepts filings, with or without the list of places."""
    province, _made = Province.objects.get_or_create(code="01", defaults={"name": "Hà Nội", "folded": "ha noi"})
    Ward.objects.update_or_create(
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
