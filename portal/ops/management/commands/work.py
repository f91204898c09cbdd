"""`python manage.py work`: the job worker (procrastinate). Outlives its database: it comes back when that does."""

import asyncio
import logging
import time
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

PAUSE_S = 2
_log = logging.getLogger("portal.jobs")


class Command(BaseCommand):
    """Runs jobs until SIGTERM or Ctrl-C."""

    help = "Run the job worker until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", help="Only these queues, comma-separated.")
        parser.add_argument("--once", action="store_true", help="Do what is waiting, then leave.")

    def handle(self, *args: Any, **options: Any) -> None:
        queues = options["queue"].split(",") if options["queue"] else None
        while True:
            try:
                with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
                    asyncio.run(_work(worker, queues, once=options["once"]))
                return
            except (ConnectorException, DatabaseError, psycopg.Error, OSError):
                _log.warning("the worker lost its database and tries again", exc_info=True)
                time.sleep(PAUSE_S)


async def _work(worker: Any, queues: list[str] | None, *, once: bool) -> None:
    """Work until told to stop; a stop waits 10 seconds for running jobs."""
    async with worker.open_async():
        await worker.run_worker_async(
            queues=queues, wait=not once, concurrency=4, shutdown_graceful_timeout=10, delete_jobs="successful"
        )
