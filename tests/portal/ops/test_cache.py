"""Pages do without the cache while Valkey is away, and wait for a frozen one only once."""

import time

import pytest
import redis

from portal.ops.cache import PatientCache
from portal.privacy import valkey


@pytest.fixture
def no_valkey(settings, tmp_path):
    settings.VALKEY_URL = f"unix://{tmp_path}/gone.sock"
    return PatientCache(settings.VALKEY_URL, {})


def test_everything_is_a_miss_and_nothing_breaks(no_valkey):
    no_valkey.set("a", 1, 5)
    assert no_valkey.get("a", "not there") == "not there"
    assert no_valkey.get_many(["a"]) == {}
    assert no_valkey.add("a", 1) is False
    assert no_valkey.delete("a") is False
    assert no_valkey.get_or_set("a", lambda: "worked out") == "worked out"
    no_valkey.set_many({"a": 1})
    no_valkey.delete_many(["a"])


def test_what_is_there_is_found(settings):
    cache = PatientCache(settings.VALKEY_URL, {"KEY_PREFIX": "test-of-the-cache"})
    cache.set("a", {"n": 1}, 5)
    assert cache.get("a") == {"n": 1}


def test_after_one_wait_for_a_frozen_valkey_the_next_ones_do_not_wait(settings, tmp_path):
    settings.VALKEY_URL = f"unix://{tmp_path}/frozen.sock"
    with pytest.raises(redis.TimeoutError), valkey.patience():
        raise redis.TimeoutError
    asked = []
    with pytest.raises(redis.TimeoutError), valkey.patience():
        asked.append(1)
    assert asked == []


def test_the_rest_ends(settings, tmp_path, monkeypatch):
    settings.VALKEY_URL = f"unix://{tmp_path}/thawed.sock"
    with pytest.raises(redis.TimeoutError), valkey.patience():
        raise redis.TimeoutError
    later = time.monotonic() + valkey.REST_S + 1
    monkeypatch.setattr(valkey.time, "monotonic", lambda: later)
    with valkey.patience():
        pass


@pytest.mark.django_db
def test_the_first_page_is_read_without_valkey(client, settings, tmp_path):
    settings.VALKEY_URL = f"unix://{tmp_path}/gone.sock"
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": settings.VALKEY_URL}}
    assert client.get("/").status_code == 200
