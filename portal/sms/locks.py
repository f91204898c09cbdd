"""Advisory locks of PostgreSQL: one worker at a time for one name, until the transaction ends."""

import hashlib

from django.db import connection


def hold(*name: str) -> None:
    """Wait for, and hold, the lock of `name` until the caller's transaction ends."""
    digest = hashlib.blake2b("\0".join(name).encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])
