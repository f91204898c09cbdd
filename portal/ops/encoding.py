"""Forms come in UTF-8: any other declared encoding gets the page for what cannot be read (400).

Django raises the same BadRequest, but only while it reads the form, and once more while it draws the page for it (the
CSRF check of its error views reads the form again): without this the answer would be a bare 500.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

FORM = "application/x-www-form-urlencoded"
NAMES = {"utf-8", "utf8", "utf_8"}


class Utf8Forms:
    """Middleware before the CSRF check."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = (request.encoding or "utf-8").lower()
        if request.content_type == FORM and declared != "utf-8":
            request.encoding = "utf-8"  # the error page may read the form without raising again
            if declared not in NAMES:
                raise BadRequest("a form in another encoding than UTF-8")
        return self.get_response(request)
