"""The cache that may be away: a page that only wished to save work does the work instead."""

import contextlib
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache

from portal.privacy.valkey import patience


class PatientCache(RedisCache):
    """Django's Redis cache; while Valkey is away everything is a miss and nothing is kept."""

    def _or(self, otherwise: Any, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with contextlib.suppress(redis.ConnectionError, redis.TimeoutError), patience():
            return act(*args, **kwargs)
        return otherwise

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._or(default, super().get, key, default, version)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        return self._or({}, super().get_many, keys, version)

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._or(False, super().has_key, key, version)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or(None, super().set, key, value, *args, **kwargs)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or([], super().set_many, data, *args, **kwargs)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().add, key, value, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().touch, key, *args, **kwargs)

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._or(False, super().delete, key, version)

    def delete_many(self, keys: Any, version: Any = None) -> Any:
        return self._or(None, super().delete_many, keys, version)
