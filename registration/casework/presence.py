"""Who else has this file open now: a note in Valkey that fades by itself. Only a courtesy; the guard is `versions`.

Without Valkey nobody is shown as present, and nothing else changes.
"""

import time
from contextlib import suppress

import redis
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.privacy import valkey

from .models import Registration

FADES_S = 50
"""So long somebody counts as present after the last sign of life; the page sends one every 20 seconds."""


def others(registration: Registration, user: User) -> list[User]:
    """Note that `user` is here, and answer who else is, by name. At most one query."""
    keys = _seen(registration, user)
    return list(User.objects.filter(pk__in=keys).order_by("full_name")) if keys else []


def leave(registration: Registration, user: User) -> None:
    """`user` has left the page."""
    with suppress(redis.RedisError), valkey.patience():
        valkey.client().zrem(_key(registration), str(user.pk))


def _seen(registration: Registration, user: User) -> list[int]:
    key, now = _key(registration), time.time()
    with suppress(redis.RedisError), valkey.patience():
        pipe = valkey.client().pipeline()
        pipe.zadd(key, {str(user.pk): now})
        pipe.zremrangebyscore(key, "-inf", now - FADES_S)
        pipe.expire(key, FADES_S)
        pipe.zrange(key, 0, 20)
        found = pipe.execute()[-1]
        return [int(one) for one in found if int(one) != user.pk]
    return []


def _key(registration: Registration) -> str:
    return f"{valkey.prefix()}presence:{registration.pk}"


def in_words(people: list[User]) -> str:
    """ "An is here", "An, Bình are here", or nothing."""
    if not people:
        return ""
    names = ", ".join(one.get_short_name() for one in people)
    return ngettext("%(names)s has this file open too.", "%(names)s have this file open too.", len(people)) % {
        "names": names
    }
