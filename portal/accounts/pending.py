"""Between password and second factor: the browser is known to have given the password, and no more.

Such a session has no user in Django's sense, so no page, socket or Wagtail view can mistake it for
somebody who signed in. It lives ten minutes and a few wrong codes.
"""

import time
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from portal.accounts.models import User

KEY = "second_factor_pending"
LIFE_S = 600


@dataclass(frozen=True)
class Pending:
    """Who gave the password, and the page to which they wanted to go ("" = home)."""

    user: User
    next_path: str


def begin(request: HttpRequest, user: User, next_path: str = "") -> None:
    """Remember in a fresh session that `user` gave the right password."""
    request.session.flush()
    stamp = user.get_session_auth_hash()
    request.session[KEY] = {"user": user.pk, "stamp": stamp, "at": int(time.time()), "next": next_path}
    request.session.cycle_key()


def current(request: HttpRequest) -> Pending | None:
    """Who is half-way in; None when nobody is, too late, deactivated, or the password changed since."""
    data = request.session.get(KEY)
    if not data or time.time() - data["at"] > LIFE_S:
        return None
    user = User.objects.filter(pk=data["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), data["stamp"]):
        return None
    return Pending(user, data["next"])


def forget(request: HttpRequest) -> None:
    """Drop the half-way state, in the session that will become the signed-in one."""
    request.session.pop(KEY, None)
