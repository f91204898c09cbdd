"""Share a large load out among processes: each has its own connection, and one that lost its parent ends by itself.

The rows are right by construction, so that checks which fire for every row are left out where the database lets us;
what was written before an interruption stays, and the next run goes on from there.
"""

import contextlib
import os
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.queues import Queue
from typing import Any

from django.db import InternalError, ProgrammingError, connection, connections, models

MOST_PROCESSES = 4
_parent = 0


def among_processes(work: Callable[[int, int], int], out: Any) -> int:
    """Call `work(share, shares)` in as many processes as the machine has processors; the sum of what they return."""
    shares = max(1, min(MOST_PROCESSES, os.cpu_count() or 1))
    out.write(f"casework: a large set, in {shares} processes; this takes minutes")
    connections.close_all()  # a connection must not be used on both sides of a fork
    context = get_context("fork")
    results: Queue[int] = context.Queue()
    children = [
        context.Process(target=_run, args=(work, share, shares, results), daemon=True) for share in range(shares)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    if any(child.exitcode for child in children):
        raise RuntimeError("a process that was writing the demo data has failed; what it wrote stays")
    return sum(results.get() for _child in children)


def still_wanted() -> None:
    """End this process where its parent is gone."""
    if _parent and os.getppid() != _parent:
        raise SystemExit("the parent is gone")


def tidy(*tables: type[models.Model]) -> None:
    """Let the database know the new rows: plans and index-only reads depend on it."""
    names = ", ".join(f'"{table._meta.db_table}"' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {names}")


def _run(work: Callable[[int, int], int], share: int, shares: int, results: "Queue[int]") -> None:
    global _parent  # noqa: PLW0603  # one process, one parent
    _parent = os.getppid()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        with contextlib.suppress(ProgrammingError, InternalError):  # only a superuser may
            cursor.execute("SET session_replication_role = replica")
    results.put(work(share, shares))
    connections.close_all()
