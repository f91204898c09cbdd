"""The roof of `/api/v1/`: gathers the routes of the rooms, their description, and one manner for every answer.

Every view stands behind `_door`: the language of `Accept-Language` (the address has none of its own), and JSON also
where a framework would answer in its own words. The description is `openapi.json`; `docs` shows it without any script.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from portal.ops.faults import UNAVAILABLE
from registration.api import description, faults
from registration.api.faults import Fault, Problem
from registration.api.routes import events, places, registrations, statistics
from registration.api.webhooks.described import WEBHOOKS

View = Callable[..., HttpResponseBase]

api = NinjaAPI(
    title="Đường Về",
    version="1",
    description="Registrations for voluntary drug rehabilitation, places, public counts. See docs/api.md.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={"webhooks": WEBHOOKS},
)
api.add_router("", registrations.router)
api.add_router("", events.router)
api.add_router("", places.router)
api.add_router("", statistics.router)


@api.exception_handler(Fault)
def _fault(request: HttpRequest, fault: Fault) -> HttpResponse:
    return fault.answer()


@api.exception_handler(ValidationError)
def _bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return Fault(422, *map(description.problem_of, error.errors)).answer()


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return Fault(error.status_code, Problem("", "refused", str(error))).answer()


def _away(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return faults.away().answer()


for _kind in UNAVAILABLE:
    api.add_exception_handler(_kind, _away)


def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page; `?lang=` for a reader who wishes another language than the browser does."""
    chosen = request.GET.get("lang", "")
    language = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()
    request.LANGUAGE_CODE = language
    context = {
        "description": description.page(api.get_openapi_schema()),
        "twin_url": f"{request.path}?lang={'en' if language == 'vi' else 'vi'}",
    }
    with translation.override(language):
        return render(request, "registration_api/docs.html", context)


def nothing_here(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """404 in JSON for every other address."""
    return faults.not_found().answer()


def _language(request: HttpRequest) -> str:
    """The first language of the browser or program that we speak; Vietnamese else."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if wanted.split("-")[0] in dict(settings.LANGUAGES):
            return wanted.split("-")[0]
    return settings.LANGUAGE_CODE


def _door(view: View) -> View:
    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            try:
                response = view(request, *args, **kwargs)
            except RequestDataTooBig:
                response = faults.too_large().answer()
            if isinstance(response, HttpResponseNotAllowed):
                response = faults.not_allowed(response["Allow"]).answer()
        response.headers["Content-Language"] = language
        return response

    behind.csrf_exempt = True  # type: ignore[attr-defined]  # bearer tokens only: no cookie speaks here
    return behind


_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        # The bare address stays, since the description reads its own prefix from it.
        _pattern.callback = _door(nothing_here if _pattern.name == "api-root" else _pattern.callback)

urls = (
    [
        path("docs", _door(docs), name="docs"),
        *_patterns,
        re_path("", _door(nothing_here), name="nothing-here"),
    ],
    _app,
    _namespace,
)
