"""`python manage.py serve`: the web server (uvicorn), `WEB_WORKERS` processes on one port."""

import os
import shutil
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Serves until SIGTERM or Ctrl-C; open sockets are closed with 1012, so that browsers come back."""

    help = "Serve the portal."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        os.environ["DB_POOL"] = "true"  # the worker processes read the settings anew
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # the processes' counters are read together at /metrics
            counters = settings.DATA_DIR / "metrics"
            shutil.rmtree(counters, ignore_errors=True)
            counters.mkdir(parents=True)
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counters)
        uvicorn.run(
            "portal.asgi:application",
            host=options["host"],
            port=options["port"],
            workers=settings.WEB_WORKERS,
            ws="websockets-sansio",
            ws_max_size=1024 * 1024,  # above it the socket closes; from 8 KiB on a frame is refused with a word
            ws_per_message_deflate=False,  # a small frame must not unpack into a large one
            ws_ping_interval=20,
            ws_ping_timeout=20,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=15,
            lifespan="on",
            access_log=False,  # addresses of visitors are written nowhere
            server_header=False,
            proxy_headers=bool(settings.TRUSTED_PROXIES),
            forwarded_allow_ips=",".join(settings.TRUSTED_PROXIES),
            log_config=None,
        )
