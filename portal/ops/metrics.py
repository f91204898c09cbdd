"""What Prometheus reads at /metrics: requests of all processes, and the queues as the database sees them."""

import os
from collections.abc import Iterator
from typing import Any

from django.db import connection
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter("portal_requests", "Requests by route and class of answer.", ["route", "status"])
SECONDS = Histogram(
    "portal_request_seconds", "Time to answer a request.", buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
)


class _Queues:
    """Jobs by state, counted when asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("portal_jobs", "Background jobs by state.", labels=["status"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
            for status, count in cursor.fetchall():
                jobs.add_metric([status], count)
        yield jobs


def text() -> bytes:
    """The metrics in Prometheus' text format."""
    registry: Any = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
        registry.register(SECONDS)
    registry.register(_Queues())
    return generate_latest(registry)
