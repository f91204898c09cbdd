"""Security headers of every answer: what a page may load, who may embed or remember it.

Public and staff pages run under a policy that starts from nothing and allows our own files, with a
nonce for each script element. Wagtail's admin (`/cms/`) writes inline scripts and styles, so it has
a weaker one; neither knows any other host. `Referrer-Policy: same-origin` and HSTS come from
Django's SecurityMiddleware (settings).
"""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

CMS = "/cms/"
STAFF = "/staff/"
# Forms and answers of one person: never kept by a browser or a proxy. English pages live under /en/.
PRIVATE = (STAFF, CMS, "/dang-ky/", "/tra-cuu/", "/tro-chuyen/", "/phan-anh/", "/demo/", "/api/", "/webhooks/")
UNLISTED = (STAFF, CMS, "/tra-cuu/", "/demo/", "/api/", "/webhooks/", "/thoat/")
DIRECTORY = "/co-so/"

STRICT: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
}
FOR_CMS: dict[str, Any] = STRICT | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],  # the preview beside the editor
}

DENIED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp with our two policies; a view may still set its own with django-csp's decorators."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Wagtail's preview draws the public page inside `/cms/`: its strict policy, but frameable by the editor."""
        if HEADER in response and request.path_info.startswith(CMS):
            response[HEADER] = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            parts.config = FOR_CMS if request.path_info.startswith(CMS) else STRICT
        return parts


class PrivateHeaders:
    """Middleware: no-store where a form or a person is, no indexing of what is not for readers, no sensors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        path = _without_language(request.path_info)
        response.headers.setdefault("Permissions-Policy", _permissions(path))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if path.startswith(UNLISTED):
            response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        if path.startswith(PRIVATE) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
            patch_cache_control(response, no_store=True, private=True)
        return response


def _without_language(path: str) -> str:
    return path.removeprefix("/en")


def _permissions(path: str) -> str:
    """Sensors are off; only the directory may ask where one is, for sorting inside the browser."""
    position = "geolocation=(self)" if path.startswith(DIRECTORY) else "geolocation=()"
    return ", ".join([position, *(f"{name}=()" for name in DENIED)])
