"""Write the audit log. `record` is the only writer."""

import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.models import Entry

_LOCK = 0x44560001  # advisory lock: one entry at a time joins the chain


def digest_of(entry: Entry) -> str:
    """SHA-256 over the entry's canonical JSON, the previous digest included."""
    body = [
        entry.previous,
        entry.at.isoformat(),
        entry.actor_id,
        entry.action,
        entry.object_type,
        entry.object_ref,
        entry.reason,
        entry.detail,
    ]
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def record(
    actor: User | None,
    action: str,
    object_type: str,
    object_ref: str,
    *,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry. Within a transaction it lives and dies with it: record reads outside the page's."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-id").values_list("digest", flat=True).first()
        entry = Entry(
            at=timezone.now(),
            actor=actor,
            action=action,
            object_type=object_type,
            object_ref=object_ref,
            reason=reason,
            detail=detail or {},
            previous=last or "",
        )
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)
    return entry
