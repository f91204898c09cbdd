"""Clients of other systems, two wards and a whole registration as one JSON object."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from portal.places.models import Ward
from registration.api import tokens
from registration.api.models import ApiClient
from tests.registration.casework.cast import Cast, make_cast

URL = "/api/v1/registrations"
WHOLE: dict[str, Any] = {
    "writer": "self",
    "determination_result": "yes",
    "determination_date": "2026-09-20",
    "full_name": "Nguyễn Văn Mẫu",
    "date_of_birth": "1990-02-01",
    "sex": "male",
    "id_kind": "personal_number",
    "id_number": "099090000001",
    "residence_province": "01",
    "residence_ward": "00082",
    "residence_address": "Số 1 phố Thử Nghiệm",
    "residence_stable": "yes",
    "phone": "0900 000 123",
    "contact_consent": "both",
    "substances": ["heroin"],
    "first_used_year": 2015,
    "intended_place": "home_community",
    "truthful": True,
    "consent_processing": True,
    "consent_sms": True,
}


@dataclass
class System:
    """A program that calls with its token."""

    row: ApiClient
    token: str

    def _send(self, method: str, url: str, body: Any = None, **headers: str):
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return Client().generic(
            method,
            url,
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )

    def post(self, body: Any = WHOLE, key: str = "", **headers: str):
        return self._send("POST", URL, body, **{"Idempotency-Key": key or uuid4().hex, **headers})

    def get(self, code: str):
        return self._send("GET", f"{URL}/{code}")

    def report(self, code: str, body: Any):
        return self._send("POST", f"{URL}/{code}/events", body)


def make_system(*scopes: str, wards: tuple[str, ...] = ("00070", "00082"), name: str = "") -> System:
    token = tokens.new_token()
    row = ApiClient.objects.create(name=name or uuid4().hex, token_digest=tokens.digest(token), scopes=list(scopes))
    row.wards.set(Ward.objects.filter(code__in=wards))
    return System(row, token)


@pytest.fixture(autouse=True)
def _no_cache() -> None:
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def system(cast: Cast) -> Callable[..., System]:
    return make_system


@pytest.fixture
def integrator(cast: Cast) -> System:
    return make_system("registrations:create", "registrations:read")


@pytest.fixture
def national(cast: Cast) -> System:
    return make_system("registrations:create", "registrations:read", "registrations:file")


def errors(response) -> dict[str, str]:
    """field → code."""
    return {one["field"]: one["code"] for one in response.json()["errors"]}
