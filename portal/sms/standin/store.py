"""The stand-in's memory: one SQLite file in its data directory, so that messages outlive a restart."""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sid TEXT UNIQUE NOT NULL,
    direction TEXT NOT NULL,
    to_ TEXT NOT NULL,
    from_ TEXT,
    service TEXT,
    body TEXT NOT NULL,
    segments INTEGER NOT NULL,
    status TEXT NOT NULL,
    error_code INTEGER,
    callback TEXT,
    created TEXT NOT NULL,
    sent TEXT,
    updated TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS message_to ON message (to_, number);
CREATE INDEX IF NOT EXISTS message_from ON message (from_, number);
"""


def now() -> str:
    """This moment as the store keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Store:
    """Messages by number of arrival. Every method is one short transaction; safe across threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._lock = threading.Lock()
        with self._transaction() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_SCHEMA)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._db:
            yield self._db

    def add(
        self,
        *,
        direction: str,
        to: str,
        from_: str | None,
        body: str,
        segments: int,
        status: str,
        service: str | None = None,
        callback: str | None = None,
        sid: str = "",
    ) -> Row:
        """Keep a new message, under `sid` or an id of its own, and return it."""
        sid = sid or "SM" + secrets.token_hex(16)
        at = now()
        with self._transaction() as db:
            db.execute(
                "INSERT INTO message (sid, direction, to_, from_, service, body, segments, status, callback,"
                " created, sent, updated) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    sid,
                    direction,
                    to,
                    from_,
                    service,
                    body,
                    segments,
                    status,
                    callback,
                    at,
                    at if direction == "inbound" else None,
                    at,
                ),
            )
        found = self.get(sid)
        assert found is not None
        return found

    def get(self, sid: str) -> Row | None:
        """One message, or None."""
        with self._transaction() as db:
            row = db.execute("SELECT * FROM message WHERE sid = ?", (sid,)).fetchone()
        return dict(row) if row else None

    def set_status(self, sid: str, status: str, error_code: int | None = None) -> Row | None:
        """Move a message on; `sent` also stamps the time of sending."""
        at = now()
        with self._transaction() as db:
            db.execute(
                "UPDATE message SET status = ?, error_code = ?, updated = ?,"
                " sent = CASE WHEN ? IN ('sent', 'delivered', 'undelivered') THEN COALESCE(sent, ?) ELSE sent END"
                " WHERE sid = ?",
                (status, error_code, at, status, at, sid),
            )
        return self.get(sid)

    def set_body(self, sid: str, body: str) -> None:
        """Redact a message."""
        with self._transaction() as db:
            db.execute("UPDATE message SET body = ?, updated = ? WHERE sid = ?", (body, now(), sid))

    def delete(self, sid: str) -> None:
        """Forget a message."""
        with self._transaction() as db:
            db.execute("DELETE FROM message WHERE sid = ?", (sid,))

    def search(
        self,
        *,
        to: str = "",
        from_: str = "",
        number: str = "",
        sent_from: str = "",
        sent_before: str = "",
        offset: int = 0,
        limit: int = 50,
    ) -> list[Row]:
        """Newest first. `number` matches either side; times are ISO in UTC, from inclusive, before exclusive."""
        wanted: list[tuple[str, str]] = [
            ("to_ = ?", to),
            ("from_ = ?", from_),
            ("sent >= ?", sent_from),
            ("sent < ?", sent_before),
        ]
        where = [clause for clause, value in wanted if value]
        values: list[Any] = [value for _, value in wanted if value]
        if number:
            where.append("(to_ = ? OR from_ = ?)")
            values += [number, number]
        condition = " AND ".join(where) or "1"
        with self._transaction() as db:
            rows = db.execute(
                f"SELECT * FROM message WHERE {condition} ORDER BY number DESC LIMIT ? OFFSET ?",  # noqa: S608
                (*values, limit, offset),
            ).fetchall()
        return [dict(row) for row in rows]

    def unfinished(self) -> list[Row]:
        """Outbound messages whose walk a restart interrupted."""
        with self._transaction() as db:
            rows = db.execute(
                "SELECT * FROM message WHERE direction <> 'inbound' AND status IN ('accepted', 'queued', 'sending')"
            ).fetchall()
        return [dict(row) for row in rows]

    def numbers(self) -> list[str]:
        """Phones that the portal wrote to or that wrote to it, most recent first."""
        with self._transaction() as db:
            rows = db.execute(
                "SELECT phone FROM (SELECT CASE direction WHEN 'inbound' THEN from_ ELSE to_ END AS phone,"
                " MAX(number) AS last FROM message GROUP BY phone) ORDER BY last DESC LIMIT 50"
            ).fetchall()
        return [row["phone"] for row in rows if row["phone"]]

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._db.close()
