"""The connection to Valkey for counting (portal.privacy.throttle): short patience, one retry."""

from functools import lru_cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE_S = 1.0


def client() -> redis.Redis:
    """The process's client; it reconnects by itself after Valkey was away."""
    return _client(settings.VALKEY_URL)


def prefix() -> str:
    """What the names of this portal's counters begin with."""
    return f"{settings.CACHES['default'].get('KEY_PREFIX', '')}:throttle:"


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S, retry=Retry(NoBackoff(), 1)
    )
