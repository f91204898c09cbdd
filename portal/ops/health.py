"""/healthz: the process is up. /readyz: database, Valkey and the jobs' tables answer."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from portal.privacy import valkey


def troubles() -> dict[str, str]:
    """The dependencies that do not answer, by name, with the class of the error; empty when all is well."""
    found: dict[str, str] = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM procrastinate_jobs LIMIT 1")
    except DatabaseError as error:
        found["database"] = type(error).__name__
    try:
        valkey.client().ping()
    except (redis.RedisError, OSError) as error:
        found["valkey"] = type(error).__name__
    return found


def may_read_metrics(address: str, authorization: str) -> bool:
    """Metrics are for trusted proxies and for who holds the token."""
    by_token = bool(settings.METRICS_TOKEN) and authorization == f"Bearer {settings.METRICS_TOKEN}"
    return by_token or address in settings.TRUSTED_PROXIES
