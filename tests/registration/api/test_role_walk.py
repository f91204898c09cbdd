"""Every route of the description against every scope and ward, from the description itself: a new route must say its own.

Who may call what is held here beside the code, as a person would write it down.
"""

from itertools import product
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.api import api
from registration.api.scopes import Scope
from tests.registration.casework.cast import filed

from .conftest import WHOLE, make_system

pytestmark = pytest.mark.django_db
PUBLIC = None
NEEDS = {
    ("post", "/api/v1/registrations"): Scope.CREATE,
    ("get", "/api/v1/registrations/{code}"): Scope.READ,
    ("post", "/api/v1/registrations/{code}/events"): Scope.REPORT,
    ("get", "/api/v1/referrals"): Scope.REPORT,
    ("get", "/api/v1/places/provinces"): PUBLIC,
    ("get", "/api/v1/places/wards"): PUBLIC,
    ("get", "/api/v1/facilities"): PUBLIC,
    ("get", "/api/v1/statistics"): PUBLIC,
}
BOUND_TO_A_WARD = {key for key in NEEDS if "{code}" in key[1]}


def described() -> dict[tuple[str, str], bool]:
    """Every operation of the description, and whether it asks for a token."""
    paths = api.get_openapi_schema()["paths"]
    return {(method, path): bool(one.get("security")) for path, all_ in paths.items() for method, one in all_.items()}


def call(system, key: tuple[str, str], code: str):
    method, path = key
    body = WHOLE if key == ("post", "/api/v1/registrations") else {"event": "started", "on": "2026-10-06"}
    return system._send(
        method.upper(),
        path.replace("{code}", code),
        body if method == "post" else None,
        **{"Idempotency-Key": uuid4().hex},
    )


def test_each_route_of_the_description_stands_here_with_its_scope():
    assert described() == {key: scope is not PUBLIC for key, scope in NEEDS.items()}


@pytest.mark.parametrize(("key", "scope"), product(NEEDS, [*Scope, None]), ids=str)
def test_a_route_answers_to_its_own_scope_and_to_no_other(cast, key, scope):
    code = filed(cast.ward).code
    answer = call(make_system(*([scope] if scope else [])), key, code)
    if NEEDS[key] is PUBLIC or NEEDS[key] == scope:
        assert answer.status_code in {200, 201, 409}  # 409: received, so no start can be reported
    else:
        assert answer.status_code == 403
        assert scope is None or NEEDS[key].value in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("key", sorted(BOUND_TO_A_WARD))
@pytest.mark.parametrize(
    ("wards", "may"), [(("00070",), True), (("00082",), False), ((), False), (("00070", "00082"), True)]
)
def test_a_registration_of_another_ward_does_not_exist(cast, key, wards, may):
    answer = call(make_system(*Scope, wards=wards), key, filed(cast.ward).code)
    assert (answer.status_code == 404) is not may


@pytest.mark.parametrize("key", [key for key, scope in NEEDS.items() if scope is not PUBLIC])
@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer dv_x", "Basic eDp5", "Bearer \x7f"])
def test_no_route_with_a_scope_answers_without_a_client(cast, key, token):
    method, path = key
    answer = Client().generic(method.upper(), path.replace("{code}", "x"), headers={"Authorization": token})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/json")


@pytest.mark.parametrize("key", NEEDS, ids=str)
def test_a_route_takes_as_many_queries_among_many_registrations_as_among_one(cast, key):
    system = make_system(*Scope)
    counts = []
    for _round in range(2):
        code = filed(cast.ward).code
        call(system, key, code)
        with CaptureQueriesContext(connection) as queries:
            call(system, key, code)
        counts.append(len(queries))
        for _number in range(4):
            filed(cast.ward)
            filed(cast.next_door)
    assert counts[0] == counts[1]
    assert counts[0] <= 45


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "QUERY"])
@pytest.mark.parametrize("path", sorted({path for _method, path in NEEDS}))
def test_every_other_method_is_answered_with_what_is_allowed(cast, method, path):
    answer = Client().generic(method, path.replace("{code}", "x"))
    assert answer.status_code == 405
    assert answer["Allow"]
