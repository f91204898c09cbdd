"""The visitor's only mark: a random secret in an HttpOnly cookie that ends with the browser.

A cookie has one path, and the chat has two (Vietnamese, English), so there are two cookies with the same secret.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie

PATHS = {"dv_chat": "/tro-chuyen", "dv_chat_en": "/en/tro-chuyen"}


def give(response: HttpResponse, secret: str) -> None:
    """Set the secret on both paths, until the browser closes."""
    for name, path in PATHS.items():
        response.set_cookie(name, secret, path=path, secure=settings.HTTPS, httponly=True, samesite="Lax")


def take_back(response: HttpResponse) -> None:
    """Remove the secret."""
    for name, path in PATHS.items():
        response.delete_cookie(name, path=path, samesite="Lax")


def secret_of(request: HttpRequest) -> str:
    """The secret a request carries, or an empty string."""
    return _found(request.COOKIES)


def secret_in(scope: Mapping[str, Any]) -> str:
    """The secret that a connection's headers carry, or an empty string."""
    raw = b"; ".join(value for name, value in scope.get("headers", []) if name == b"cookie")
    return _found(parse_cookie(raw.decode("latin-1")))


def _found(cookies: Mapping[str, str]) -> str:
    return next((cookies[name] for name in PATHS if cookies.get(name)), "")
