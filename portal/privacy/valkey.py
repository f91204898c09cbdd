"""The connection to Valkey for counting (portal.privacy.throttle): short patience, one retry.

`patience()` around a command: where Valkey hangs, one caller waits for it and the next ones are refused at once.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

REST_S = 5.0
"""So long a Valkey that gave no answer is not asked again."""

_rests_until: dict[str, float] = {}


def client() -> redis.Redis:
    """The process's client; it reconnects by itself after Valkey was away."""
    return _client(settings.VALKEY_URL, settings.VALKEY_PATIENCE_S)


@contextmanager
def patience() -> Iterator[None]:
    """Raises redis.TimeoutError without running the block where Valkey has just failed to answer."""
    url = settings.VALKEY_URL
    if time.monotonic() < _rests_until.get(url, 0.0):
        raise redis.TimeoutError("Valkey gave no answer a moment ago")
    try:
        yield
    except redis.TimeoutError:
        _rests_until[url] = time.monotonic() + REST_S
        raise


def prefix() -> str:
    """What the names of this portal's counters begin with."""
    return f"{settings.CACHES['default'].get('KEY_PREFIX', '')}:throttle:"


@lru_cache(maxsize=4)
def _client(url: str, patience_s: float) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=patience_s,
        socket_connect_timeout=patience_s,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),  # not of a Valkey that hangs
    )
