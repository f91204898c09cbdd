"""How the visitor's views answer: never kept by a cache or a search engine, a refusal with its HTTP status."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control

from hotline.conversations.errors import Refused
from hotline.conversations.frames import error_frame

STATUS = {"too_long": 413, "too_fast": 429, "closed": 409, "blocked": 403, "not_found": 401, "unavailable": 503}
"""By the code of the refusal; every other is a 400."""
private = cache_control(no_store=True, private=True)


def page_of(request: HttpRequest, context: dict[str, Any], refusal: Refused | None = None) -> HttpResponse:
    """The room as a page."""
    status = 200 if refusal is None else STATUS.get(refusal.code, 400)
    response = render(request, "visitor/room.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def refusal_of(refusal: Refused, fields: dict[str, Any]) -> JsonResponse:
    """The `error` frame that the script reads."""
    frame = error_frame(refusal, translation.get_language() or "vi", fields.get("client_id"))
    return JsonResponse(frame, status=STATUS.get(refusal.code, 400))
