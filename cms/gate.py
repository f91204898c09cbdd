"""The gate of `/cms/`: only people posted today as editor or publisher (and superusers) get in.

The second factor is asked before, by the accounts' middleware; this one comes after it.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .groups import keep_in_step


class EditorsGate:
    """Refuses `/cms/` with 403 to signed-in staff of other rooms; Wagtail sends the others to the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_for_editors(request) and not (keep_in_step(request.user) or request.user.is_superuser):
            raise PermissionDenied
        return self.get_response(request)

    @staticmethod
    def _is_for_editors(request: HttpRequest) -> bool:
        return request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated
