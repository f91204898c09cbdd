"""The shape of the logs: one JSON object a line on standard error, without personal data.

Of an exception only the class and the places in the code are kept: messages of databases and parsers quote what
people typed. Imported by the settings, so it imports none of Django.
"""

import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog


def without_words(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep an exception's class and frames; drop its message."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[0] is not None:
        event["exception"] = error[0].__name__
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error[2])[-12:]
        ]
    return event


def without_path(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Django's own request messages quote the path; keep their kind only."""
    record = event.get("_record")
    if record is not None and record.name.startswith(("django.request", "django.security", "django.channels")):
        event["event"] = f"answered {getattr(record, 'status_code', record.levelname)}"
        event.pop("positional_args", None)
    return event


def configuration(level: str) -> dict[str, Any]:
    """The `LOGGING` setting."""
    chain = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(("request_id", "route", "status", "ms", "method", "job", "gateway", "code")),
        structlog.processors.TimeStamper(fmt="iso"),
        without_path,
        without_words,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": chain,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": [], "propagate": False},
            "uvicorn.access": {"handlers": [], "propagate": False},
            "uvicorn.error": {"level": "WARNING"},  # its info lines hold the addresses of sockets
            "twilio": {"level": "ERROR"},  # its debug lines hold receivers and texts
            "httpx": {"level": "WARNING"},  # its info lines hold addresses with numbers in them
            "procrastinate": {"level": "WARNING"},  # its info lines hold the arguments of jobs
            "psycopg.pool": {"level": "ERROR"},  # one line a try while the database is away
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "PIL": {"level": "WARNING"},
        },
    }
