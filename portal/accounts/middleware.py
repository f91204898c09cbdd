"""The gate before `/staff/` and `/cms/`: nobody passes with less than a fresh, verified session.

Wagtail's own doors (sign-in, sign-out, password reset, the front end's sign-in) lead to ours.
Views under `/staff/` that must work earlier are marked `@before_sign_in`.
"""

import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from portal.accounts import sessions
from portal.accounts.models import User
from portal.accounts.permissions import is_verified
from portal.accounts.refusals import to_sign_in
from portal.accounts.roles import CMS as IN_CMS

STAFF, CMS = "/staff/", "/cms/"
WAGTAIL_DOORS = ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailcore_login")
WAGTAIL_SIGN_OUT = "wagtailadmin_logout"
WAGTAIL_PING = "wagtailadmin_editing_sessions:"


class StaffGate:
    """Middleware; stands after django-otp's, which says whether the session is verified."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(STAFF):
            return self.get_response(request)
        language = self._language(request)
        with translation.override(language):
            cast(Any, request).LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        name = (request.resolver_match.view_name or "") if request.resolver_match else ""
        if name.startswith(WAGTAIL_DOORS):
            return HttpResponseRedirect(reverse("staff:sign_in"))
        if not request.path_info.startswith((STAFF, CMS)) or getattr(view, "before_sign_in", False):
            return None
        if not is_verified(request):
            return to_sign_in(request)
        now = time.time()
        if sessions.has_lapsed(request.session, now):
            sessions.end(request)
            return to_sign_in(request, ended=True)
        if not name.startswith(WAGTAIL_PING):  # an open tab is nobody at work
            sessions.note_use(request.session, now)
        return self._cms(request, name) if request.path_info.startswith(CMS) else None

    def _cms(self, request: HttpRequest, name: str) -> HttpResponseBase | None:
        """Wagtail's admin is for editors, publishers and administrators of today."""
        if name == WAGTAIL_SIGN_OUT:
            if request.method == "POST":
                sessions.end(request)
            return HttpResponseRedirect(reverse("staff:sign_in"))
        user = cast(User, request.user)
        if not user.is_superuser and not user.has_role(*IN_CMS):
            raise PermissionDenied
        return None

    def _language(self, request: HttpRequest) -> str:
        """The language chosen in this browser, else the person's own, else Vietnamese."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
