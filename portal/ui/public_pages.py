"""Which answers everybody may get alike, and when they change: the two words that rooms say to the page cache.

A view `mark`s an answer that depends on nothing but its address; whoever changes content calls `drop`. The cache
itself stands in front of Django (`page_cache`).
"""

import logging
import time

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

HEADER = "X-Page-Cache"
GENERATION = "public-pages.generation"
_log = logging.getLogger(__name__)


def mark(response: HttpResponse) -> HttpResponse:
    """Say that anybody may get this answer for a while; the header never leaves the server."""
    response[HEADER] = "public"
    return response


def drop() -> None:
    """After the commit: every process forgets what it kept. Without Valkey the pages' short life does it."""
    transaction.on_commit(_next_generation)


def _next_generation() -> None:
    try:
        cache.set(GENERATION, time.time_ns(), None)
    except Exception as error:  # publishing must not fail for it
        _log.warning("public pages are dropped late: %s", type(error).__name__)
