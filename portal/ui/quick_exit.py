"""Leaving quickly: forget everything this browser holds of ours, then show a neutral page of somebody else.

Must work always: without script, by link or form, and while the database is away. Nothing is
logged or counted. It cannot erase the browser's history, and the pages say so.

Cookies that live under one path are not sent here, so they are deleted by name: each room
names its own in its AppConfig (`visitor_cookies = (("dv_draft", "/dang-ky"), …)`).
"""

from collections.abc import Iterator
from contextlib import suppress
from http.cookies import CookieError
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.ui.languages import NAMES, localised

# The public wings' cookies; the twin of each under /en carries `_en`. What AppConfigs declare comes on top.
KNOWN_COOKIES = (
    ("dv_draft", "/dang-ky"),
    ("dv_ready", "/dang-ky"),
    ("dv_resume", "/dang-ky"),
    ("dv_track", "/tra-cuu"),
    ("dv_chat", "/tro-chuyen"),
    ("dv_feedback", "/phan-anh"),
)


@csrf_exempt  # leaving must never meet an error page; being made to leave harms nobody
@require_http_methods(["GET", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Delete our cookies and session, tell the browser to clear the rest, go to QUICK_EXIT_URL."""
    _end_session(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL, status=303)
    for name, path in dict.fromkeys(cookies_to_delete()):
        _delete(response, name, path)
    for name in request.COOKIES:
        with suppress(CookieError):  # a name that we never set and cannot write
            response.delete_cookie(name)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def cookies_to_delete() -> Iterator[tuple[str, str]]:
    """Name and path of every cookie that we may have set on a visitor's or a member of staff's browser."""
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        yield name, "/"
    for name, path in KNOWN_COOKIES:
        yield name, path
        yield f"{name}_en", localised(path, "en")
    for config in apps.get_app_configs():
        for name, path in getattr(config, "visitor_cookies", ()):
            for language in NAMES:
                yield name, localised(path, language)


def _delete(response: HttpResponse, name: str, path: str) -> None:
    """Like delete_cookie, but one name may be deleted under several paths (Django keeps one each)."""
    probe = HttpResponse()
    probe.delete_cookie(name, path=path)
    morsel = probe.cookies[name]
    dict.__setitem__(response.cookies, f"{name} {path}", morsel)


def _end_session(request: HttpRequest) -> None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    try:
        request.session.flush()
    except Exception:
        # Whatever is broken behind us, the person must get away: forget the session here and let
        # the middleware delete its cookie.
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
