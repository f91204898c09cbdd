"""Finishing the form: one transaction writes the registration, its first event, the code and the SMS.

Where the ward accepts filings and the person files now, finishing is receipt and the decision clock starts at once.
Otherwise the registration is prepared: no ward sees it until the person shows the code. The same finish key twice, or
twenty times at once, is the same registration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal import rows
from portal.accounts.models import User
from portal.audit import log
from portal.places.models import Ward
from registration.rules.ruleset import ruleset_for

from . import clock, codes, listeners, lookups, notices
from .models import Event, Registration
from .moves import BY_NAME, Move
from .states import Status

CODE_TRIES = 8
_TAKE_PAPERS = """
UPDATE casework_document SET registration_id = %s, draft_ref = NULL WHERE draft_ref = %s AND registration_id IS NULL"""


def file_registration(
    *,
    answers: dict[str, Any],
    ward: Ward,
    finish_key: str,
    file_now: bool,
    papers_of: UUID | None = None,
    source: str = "web",
    actor: User | None = None,
    now: datetime | None = None,
    may_file: bool | None = None,
) -> Registration:
    """The registration of `finish_key`, written now or found.

    `answers` are already validated and carry the field names of contract §4 (dates ISO, phone E.164). `papers_of`
    is the draft whose papers go along. `may_file` overrides the ward's filing mode (a national channel files anywhere).
    Source: Decree 163/2026, articles 89 and 91; filing modes: domain.md §4.
    """
    return once(
        finish_key,
        lambda: write_registration(
            answers=answers,
            ward=ward,
            finish_key=finish_key,
            file_now=file_now,
            papers_of=papers_of,
            source=source,
            actor=actor,
            now=now,
            may_file=may_file,
        ),
    )


def once(finish_key: str, work: Callable[[], Registration]) -> Registration:
    """The registration of `finish_key`: what `work` writes in a transaction, or what is there already."""
    for _attempt in range(CODE_TRIES):
        try:
            with transaction.atomic():
                return work()
        except IntegrityError:
            # Either the same finish was there or won the race, or (hardly ever) the random code is taken.
            if found := Registration.objects.filter(finish_key=finish_key).first():
                return found
    raise RuntimeError("no free registration code found")


def write_registration(
    *,
    answers: dict[str, Any],
    ward: Ward,
    finish_key: str,
    file_now: bool,
    papers_of: UUID | None = None,
    source: str = "web",
    actor: User | None = None,
    now: datetime | None = None,
    may_file: bool | None = None,
) -> Registration:
    """What `file_registration` does, inside the transaction of `once`. Raises IntegrityError where the key is used."""
    now = now or timezone.now()
    accepts = ward.accepts_filings(now) if may_file is None else may_file
    name = "file" if file_now and accepts else "prepare"
    return _write(_Finish(answers, papers_of, ward, finish_key, BY_NAME[name], source, actor, now))


@dataclass(frozen=True)
class _Finish:
    """One finishing step, ready to be written."""

    answers: dict[str, Any]
    papers_of: UUID | None
    ward: Ward
    key: str
    move: Move
    source: str
    actor: User | None
    now: datetime


def _write(finish: _Finish) -> Registration:
    """Insert registration, first event, the documents' owner, SMS and audit entry; the caller holds the transaction."""
    move, now, status = finish.move, finish.now, finish.move.to or Status.PREPARED
    filed = move.name == "file"
    local_day = clock.today(now)
    rules = ruleset_for(local_day)
    registration = Registration(
        code=codes.new_code(),
        status=status,
        ward=finish.ward,
        rules_version=rules.version,
        form_version=rules.form_version,
        source=finish.source,
        finish_key=finish.key,
        answers=finish.answers,
        **lookups.indexes_for(finish.answers),
        **lookups.bands_for(finish.answers, local_day),
        sms_allowed=notices.allowed_by(finish.answers),
        created_at=now,
        changed_at=now,
        received_at=now if filed else None,
        event_count=1,
    )
    if move.starts:
        clock.start(registration, move.starts, now)
    event = Event(
        registration=registration,
        seq=1,
        kind=move.name,
        from_status=Status.DRAFT,
        to_status=registration.status,
        at=now,
        actor=finish.actor,
        ward=finish.ward,
    )
    rows.insert(registration, event, then=(_TAKE_PAPERS, [registration.pk, finish.papers_of]))
    if finish.source != Registration.Source.DESK:  # there an officer hands over the code, and receiving tells by SMS
        notices.tell(registration, event, "registration_received" if filed else "registration_prepared")
    listeners.tell(event)
    log.record(
        finish.actor,
        f"registration.{move.name}",
        "registration",
        str(registration.pk),
        detail={"to": registration.status, "ward": finish.ward.code, "source": finish.source},
    )
    return registration
