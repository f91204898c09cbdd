"""The operator's pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.ops import health, metrics


@require_GET
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return JsonResponse({"status": "ok"})


@require_GET
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """All dependencies answer: 200; else 503 and which do not."""
    troubles = health.troubles()
    return JsonResponse({"status": "unready" if troubles else "ready", **troubles}, status=503 if troubles else 200)


@require_GET
@never_cache
def prometheus(request: HttpRequest) -> HttpResponse:
    """Metrics, for trusted proxies or with the token."""
    if not health.may_read_metrics(request.META.get("REMOTE_ADDR", ""), request.headers.get("Authorization", "")):
        return HttpResponse(status=403)
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")
