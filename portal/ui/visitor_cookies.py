"""A visitor's cookie: random or signed, HttpOnly, only under its own path, in both languages. No Django session.

A cookie has one path, and a public page has two (`/dang-ky`, `/en/dang-ky`): the English twin carries `_en`.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class VisitorCookie:
    """A named cookie under `path` and its English twin."""

    name: str
    path: str
    max_age_s: int | None

    def read(self, request: HttpRequest) -> str:
        """The value, or an empty text."""
        return request.COOKIES.get(self.name) or request.COOKIES.get(f"{self.name}_en") or ""

    def write(self, response: HttpResponse, value: str, max_age_s: int | None = None) -> None:
        """Set it under both paths, for its usual time or for `max_age_s` seconds."""
        for name, path in ((self.name, self.path), (f"{self.name}_en", f"/en{self.path}")):
            response.set_cookie(
                name,
                value,
                max_age=max_age_s or self.max_age_s,
                path=path,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )

    def clear(self, response: HttpResponse) -> None:
        """Take it away under both paths."""
        response.delete_cookie(self.name, path=self.path, samesite="Lax")
        response.delete_cookie(f"{self.name}_en", path=f"/en{self.path}", samesite="Lax")
