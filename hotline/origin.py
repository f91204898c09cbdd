"""Same origin only: for sockets (which browsers let any page open) and for the visitor's posts.

The origin must be that of `PUBLIC_URL`, or of the host that was asked for (which `ALLOWED_HOSTS` must know). A socket
without an Origin is refused; it is closed with 4403 after the handshake, so that a browser learns why.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.views.decorators.csrf import csrf_exempt

Application = Callable[..., Awaitable[None]]
FORBIDDEN = 4403


def is_ours(origin: str | None, host: str) -> bool:
    """Whether `origin` ("https://name:port") is this site as addressed by the Host header `host`."""
    if not origin or origin == "null":
        return False
    if origin == settings.PUBLIC_URL:
        return True
    parts = urlsplit(origin)
    domain, _port = split_domain_port(host)
    exact = origin in {f"http://{host}", f"https://{host}"}
    return exact and bool(parts.hostname) and validate_host(domain, settings.ALLOWED_HOSTS)


class SameOrigin:
    """Wraps a socket application: a foreign or missing Origin is answered with close code 4403."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", [])}
        if is_ours(headers.get(b"origin"), headers.get(b"host", "")):
            await self.application(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": FORBIDDEN})


def own_pages_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For posts of visitors, who have no CSRF cookie: refuse what a browser says comes from another site.

    Browsers name the origin of every POST; the chat's cookie is SameSite=Lax besides."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
            if (origin is not None and not is_ours(origin, request.get_host())) or site not in {"none", "same-origin"}:
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
