"""When something breaks under a request: a clear page, and 503 where waiting helps.

A lost database or Valkey is no bug of the request: the answer says so, names the emergency numbers, asks to try
again and carries Retry-After. Nothing here touches either of them.
"""

import sys

import redis
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token
from psycopg_pool import PoolTimeout

UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout, redis.ConnectionError, redis.TimeoutError)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: 503 with Retry-After where an engine is away, 500 else."""
    away = isinstance(sys.exc_info()[1], UNAVAILABLE)
    context = {"LANGUAGE_CODE": translation.get_language() or "vi"}
    page = HttpResponse(render_to_string("503.html" if away else "500.html", context), status=503 if away else 500)
    if away:
        page["Retry-After"] = "10"
    page["Cache-Control"] = "no-store"
    return page
