"""The description holds: schemathesis sends what it allows and what it forbids, in the process itself, with all checks.

The registration clock of the sent example is real; nothing here depends on what chance made.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.registration.casework.cast import make_cast

from .conftest import make_system

EVERYTHING = ("registrations:create", "registrations:read", "registrations:file", "registrations:report")
token = ""
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@schema.auth(refresh_interval=None)
class _Token:
    """The token of the client that the fixture registered."""

    def get(self, case, context):
        return token

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


@pytest.fixture
def caller(db, monkeypatch):
    monkeypatch.setattr("registration.api.authentication.PUBLIC_PER_MINUTE", 100_000)
    make_cast()
    for signal in (request_started, request_finished):  # the test's own connection lives on, as in Django's test client
        signal.disconnect(close_old_connections)
    global token  # noqa: PLW0603  # schemathesis asks for it from outside the test
    system = make_system(*EVERYTHING)
    system.row.per_minute = 100_000
    system.row.save()
    token = system.token
    yield system
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
def test_every_route_keeps_its_description(caller, case):
    # No schema knows which wards exist, which number rings or whether a day is past: only there may valid JSON be 422.
    beyond_a_schema = [positive_data_acceptance] if case.operation.path == "/api/v1/registrations" else []
    case.call_and_validate(excluded_checks=beyond_a_schema)


def test_the_example_of_the_description_is_accepted(caller):
    body = schema["/api/v1/registrations"]["POST"].body[0].definition["example"]
    assert caller.post(body).status_code == 201
