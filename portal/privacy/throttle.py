"""Limits on how often, and how soon again, something may be tried; counted in Valkey.

Two shapes: `allow` (so many within so many seconds) and `attempt` (a delay that grows with each
failure, for sign-in and codes). A counted key is an HMAC under a random salt that Valkey itself
forgets after a day: nobody can tell later whose address or name was counted. Counters live one
hour at most. Without Valkey nothing can be counted: the caller chooses what then happens, and
the default is to refuse.
"""

import hashlib
import hmac
import secrets
from typing import Literal

import redis
from django.utils import timezone
from redis.exceptions import RedisError

from portal.privacy.network import network_key
from portal.privacy.valkey import client, patience, prefix

__all__ = ["ThrottleUnavailable", "allow", "attempt", "forget", "give_back", "network_key"]

LONGEST_COUNT_S = 3600
SALT_LIFE_S = 26 * 3600

Outage = Literal["raise", "refuse", "permit"]

_COUNT = """
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return n
"""

# Check and count in one step, so that twenty parallel guesses do not all find an open door.
_ATTEMPT = """
local wait = redis.call('PTTL', KEYS[2])
if wait > 0 then return wait end
local n = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[4])
if n > tonumber(ARGV[1]) then
  local delay = math.min(tonumber(ARGV[2]) * 2 ^ (n - tonumber(ARGV[1]) - 1), tonumber(ARGV[3]))
  redis.call('SET', KEYS[2], '1', 'PX', math.floor(delay * 1000))
end
return 0
"""

_GIVE_BACK = """
redis.call('DEL', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('DECR', KEYS[1]) <= 0 then redis.call('DEL', KEYS[1]) end
return 0
"""


class ThrottleUnavailable(redis.ConnectionError):
    """Valkey cannot be reached, so nothing can be counted; the page then says so (portal.ops.faults, 503)."""


def allow(scope: str, key: str, limit: int, per_s: int, *, on_outage: Outage = "refuse") -> bool:
    """Count one use of `key` in `scope`; whether it is among the first `limit` of `per_s` seconds.

    Without Valkey: "refuse" answers False, "permit" True, "raise" raises ThrottleUnavailable.
    """
    try:
        return int(_run(_COUNT, scope, key, str(per_s))) <= limit
    except ThrottleUnavailable:
        if on_outage == "raise":
            raise
        return on_outage == "permit"


def attempt(scope: str, key: str, *, free: int = 5, first_s: int = 2, longest_s: int = 900) -> int:
    """Count a try that may fail; 0 = try now, else the seconds to wait (the try is not counted).

    The first `free` tries are free of delay; each further one doubles it from `first_s` up to
    `longest_s`. After a success call `forget`. Raises ThrottleUnavailable.
    """
    wait_ms = int(_run(_ATTEMPT, scope, key, str(free), str(first_s), str(longest_s), str(LONGEST_COUNT_S)))
    return -(-wait_ms // 1000)


def give_back(scope: str, key: str) -> None:
    """Un-count one `attempt` that succeeded, where the key is shared by many people."""
    _run(_GIVE_BACK, scope, key)


def forget(scope: str, key: str) -> None:
    """Drop the count and the delay of `key` after a success."""
    names = _names(scope, key)
    try:
        with patience():
            client().delete(*names)
    except RedisError as error:
        raise ThrottleUnavailable from error


def _run(script: str, scope: str, key: str, *arguments: str) -> int:
    names = _names(scope, key)
    try:
        with patience():
            return client().eval(script, len(names), *names, *arguments)
    except RedisError as error:
        raise ThrottleUnavailable from error


def _names(scope: str, key: str) -> tuple[str, str]:
    """The counter's and the delay's names (one slot in a cluster, by the braces)."""
    digest = hmac.new(_salt(), f"{len(scope)}:{scope}{key}".encode(), hashlib.sha256).hexdigest()
    return f"{prefix()}{{{digest}}}:n", f"{prefix()}{{{digest}}}:wait"


def _salt() -> bytes:
    """Today's random salt, made by whoever counts first today."""
    name = f"{prefix()}salt:{timezone.localdate().isoformat()}"
    try:
        with patience():
            client().set(name, secrets.token_hex(32), nx=True, ex=SALT_LIFE_S)
            salt = client().get(name)
    except RedisError as error:
        raise ThrottleUnavailable from error
    if salt is None:  # evicted between the two commands
        raise ThrottleUnavailable
    return bytes(salt)  # type: ignore[arg-type]
