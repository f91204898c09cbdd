"""Who may enter a view, and the second factor asked again before a grave step.

`/staff/` and `/cms/` are behind a gate as a whole (`middleware`); the decorators say it once more at
the view, and say which roles. What a person may see within a page is a filter in its query.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from portal.accounts import second_factor
from portal.accounts.events import announce
from portal.accounts.models import User
from portal.accounts.refusals import to_sign_in
from portal.accounts.sessions import CONFIRMED

View = Callable[..., HttpResponseBase]
RECENTLY_S = 300


def before_sign_in(view: View) -> View:
    """Mark a view under `/staff/` that the gate lets through without a second factor."""
    view.before_sign_in = True  # type: ignore[attr-defined]
    return view


def is_verified(request: HttpRequest) -> bool:
    """Whether the request's user signed in with both factors."""
    return request.user.is_authenticated and cast(Any, request.user).is_verified()


def staff_view(view: View) -> View:
    """Only for staff who are signed in and passed the second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_verified(request) else to_sign_in(request)

    return guarded


def role_view(*roles: str) -> Callable[[View], View]:
    """Only for staff who hold one of `roles` today; raises PermissionDenied for others."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not cast(User, request.user).has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]  # tests walk the routes and read it
        return staff_view(guarded)

    return decorate


def confirm_second_factor(request: HttpRequest, otp_token: str) -> bool:
    """Whether the signed-in person gives a valid code now (TOTP or recovery code); uses the code up.

    False also after too many wrong codes. Call it before the transaction of the action that it
    protects: a rollback would make the code valid again.
    """
    if not is_verified(request):
        return False
    user = cast(User, request.user)
    try:
        device = second_factor.verify(user, otp_token, purpose="step-up")
    except second_factor.WaitFirst:
        return False
    if device is None:
        return False
    request.session[CONFIRMED] = int(time.time())
    announce(user, "second_factor.confirmed")
    return True


def confirmed_recently(request: HttpRequest) -> bool:
    """Whether a code was given in the last five minutes, at sign-in or since."""
    return is_verified(request) and time.time() - request.session.get(CONFIRMED, 0) < RECENTLY_S
