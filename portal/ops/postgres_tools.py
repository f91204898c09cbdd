"""`pg_dump` and `pg_restore` for the database that the settings name, embedded or a server of one's own.

The wheel brings both at version 18, built without TLS; for a server of one's own the ones on PATH come first. A tool
older than the server is not used: it would refuse. The password goes through the environment, never a command line.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from portal.ops import embedded

_NOT_FOR_LIBPQ = {"client_encoding"}


class ToolFailed(Exception):
    """There is no fitting tool, or it ended with an error; the message is the tool's own."""


def dump(file: Path, *, snapshot: str, without_rows_of: tuple[str, ...]) -> None:
    """Write the database as of the exported `snapshot` to `file` in PostgreSQL's custom format."""
    left_out = [f"--exclude-table-data={name}" for name in without_rows_of]
    _run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", *left_out, f"--file={file}")


def load(file: Path) -> None:
    """Bring `file` into the database in one transaction: all of it or nothing."""
    _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-acl", str(file))


def _run(tool: str, *options: str) -> None:
    connection.ensure_connection()
    info = connection.connection.info
    places: dict[str, Any] = {
        name: value for name, value in conninfo_to_dict(info.dsn).items() if name not in _NOT_FOR_LIBPQ
    }
    environment = os.environ | ({"PGPASSWORD": info.password} if info.password else {})
    command = [str(_find(tool, info.server_version // 10000)), *options, f"--dbname={make_conninfo(**places)}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolFailed(f"{tool} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")


def _find(tool: str, server: int) -> Path:
    for candidate in _candidates(tool):
        said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"(\d+)\.?\d*\s*(\(|$)", said)
        if version and int(version[1]) >= server:
            return candidate
    raise ToolFailed(f"no {tool} of version {server} or newer: install PostgreSQL's client tools")


def _candidates(tool: str) -> Iterator[Path]:
    on_path, wheel = shutil.which(tool), embedded.postgres_binaries() / tool
    ours = "DATABASE_URL" not in os.environ
    found = [wheel, on_path] if ours else [on_path, wheel]
    return (Path(path) for path in found if path and Path(path).exists())
