"""Write the audit log. `record` for what is done, `record_read` for what is seen; nothing else writes.

One entry at a time joins the chain: an advisory lock is held until the transaction ends, so record
last in a transaction and keep it short.
"""

from typing import Any, cast

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from psycopg.types.json import Jsonb

from portal.accounts.models import User
from portal.audit.chain import around_previous, plain
from portal.audit.models import Entry

_LOCK = 0x44560001
_COLUMNS = ("at", "actor_id", "action", "object_type", "object_ref", "reason", "detail")
_WAIT_MS = 5000
# One way to the server for two statements, each with a view of its own: the second sees what the lock waited for. The
# database makes the digest that `chain.digest_of` checks, so that the chain is held for no second way.
_JOIN = f"""
SELECT pg_advisory_xact_lock({_LOCK});
INSERT INTO audit_entry ({", ".join(_COLUMNS)}, previous, digest)
SELECT {", ".join(["%s"] * len(_COLUMNS))}, last.digest,
  encode(sha256(convert_to(%s || last.digest || %s, 'UTF8')), 'hex')
FROM (SELECT coalesce((SELECT digest FROM audit_entry ORDER BY id DESC LIMIT 1), '') AS digest) AS last
RETURNING id, previous, digest"""  # noqa: S608


def record(
    actor: User | None,
    action: str,
    object_type: str,
    object_ref: str,
    *,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry; inside a transaction it lives and dies with what it records.

    `object_ref` and `detail` hold references and codes, never a person's words, name or number.
    """
    entry = _entry(actor, action, object_type, object_ref, reason=reason, detail=detail)
    # No savepoint: an entry that cannot be written must take what it records along.
    with transaction.atomic(savepoint=False):
        return _append(connection, entry)


def record_read(
    actor: User | None,
    action: str,
    object_type: str,
    object_ref: str,
    *,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry that stays even if the page's transaction is rolled back: what was seen was seen.

    Inside a transaction it goes through a connection of its own; where that transaction has itself
    recorded already, it holds the chain, and the entry joins it instead of waiting for itself.
    """
    entry = _entry(actor, action, object_type, object_ref, reason=reason, detail=detail)
    if not _in_a_transaction() or _holds_the_chain():
        with transaction.atomic():
            return _append(connection, entry)
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {_WAIT_MS}")
        _append(own, entry)
        own.commit()
    finally:
        own.close()
    return entry


def _entry(
    actor: User | None,
    action: str,
    object_type: str,
    object_ref: str,
    *,
    reason: str,
    detail: dict[str, Any] | None,
) -> Entry:
    return Entry(
        at=timezone.now(),
        actor=actor,
        action=action,
        object_type=object_type,
        object_ref=object_ref,
        reason=plain(reason),
        detail=plain(detail or {}),
    )


def _append(database: BaseDatabaseWrapper, entry: Entry) -> Entry:
    """Tie the entry to the last one and write it, in the transaction that `database` is in."""
    values: list[Any] = [Jsonb(entry.detail) if name == "detail" else getattr(entry, name) for name in _COLUMNS]
    with database.cursor() as cursor:
        cursor.execute(_JOIN, [*values, *around_previous(entry)])
        cursor.nextset()
        entry.pk, entry.previous, entry.digest = cursor.fetchone()
    entry._state.adding, entry._state.db = False, "default"
    return entry


def _in_a_transaction() -> bool:
    """Whether a rollback could take the entry away (the transaction around a whole test does not count)."""
    blocks = cast(Any, connection).atomic_blocks
    return bool(blocks) and not blocks[0]._from_testcase


def _holds_the_chain() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            " AND objid = %s AND granted)",
            [_LOCK],
        )
        return bool(cursor.fetchone()[0])
