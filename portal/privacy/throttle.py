"""Rate limits in Valkey, on keys that cannot be turned back into a person: HMACs whose salt changes every day."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone


def allow(scope: str, key: str, limit: int, per_s: int) -> bool:
    """Count one use of `key` in `scope`; False when more than `limit` fall into the current window of `per_s` seconds."""
    day = timezone.localdate().isoformat()
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{day}\0{scope}\0{key}".encode(), hashlib.sha256).hexdigest()[:32]
    name = f"throttle:{scope}:{digest}"
    cache.add(name, 0, per_s)
    try:
        return cache.incr(name) <= limit
    except ValueError:  # expired between the two calls: a new window
        cache.set(name, 1, per_s)
        return True


def network_key(request: HttpRequest) -> str:
    """The caller's network address; X-Forwarded-For counts only from a trusted proxy."""
    address = request.META.get("REMOTE_ADDR", "")
    if address in settings.TRUSTED_PROXIES:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    return address
