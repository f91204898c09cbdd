"""One log line and one measurement a request, by its route's name, never by its path, query or address."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.ops import metrics

_requests = logging.getLogger("portal.request")


class RequestLog:
    """Middleware: one line and one measurement a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        taken = time.perf_counter() - begun
        route = request.resolver_match.view_name if request.resolver_match else ""
        metrics.REQUESTS.labels(route or "unknown", f"{response.status_code // 100}xx").inc()
        metrics.SECONDS.observe(taken)
        if route not in {"ops:healthz", "ops:readyz", "ops:metrics"}:
            extra = {
                "request_id": uuid.uuid4().hex[:12],
                "route": route,
                "method": request.method,
                "status": response.status_code,
                "ms": round(taken * 1000, 1),
            }
            _requests.info("request", extra=extra)
        return response
