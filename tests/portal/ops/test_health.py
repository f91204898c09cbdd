"""What operators and their machines ask the portal."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from redis.exceptions import ConnectionError as ValkeyGone

from portal.ops import health


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def test_healthz_says_that_the_process_is_up_without_touching_an_engine(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_is_200_when_every_engine_answers(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_names_valkey_when_it_is_away(client, monkeypatch):
    def gone(*args, **kwargs):
        raise ValkeyGone("connection refused")

    monkeypatch.setattr(health.valkey, "client", lambda: SimpleNamespace(ping=gone))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unready")
    assert "valkey" in answer.json()


@pytest.mark.django_db
def test_readyz_names_the_database_when_it_is_away(client, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "OperationalError"


@pytest.mark.django_db
def test_metrics_are_refused_to_strangers_and_given_for_the_token(client, settings):
    settings.TRUSTED_PROXIES, settings.METRICS_TOKEN = [], "token-of-the-test"
    assert client.get("/metrics").status_code == 403
    answer = client.get("/metrics", headers={"Authorization": "Bearer token-of-the-test"})
    assert b"portal_request_seconds" in answer.content
