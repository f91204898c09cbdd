"""Write the warnings that are due, remind the person, and withdraw what is no longer true.

`Registration.warn_at` says when a row has to be looked at next; it is set with the clock and moved on here, so that a
pass reads exactly the rows that are due, whatever the size of the table. Every pass may be killed or run twice: a
warning and a reminder exist once for each run of a clock, by constraint and by the key of the message.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from portal.sms.phones import BadPhone
from registration.rules.clock_rules import WarningRule
from registration.rules.ruleset import ruleset

from .. import notices
from ..models import CompletionRequest, DueWarning, Registration
from ..states import FINAL, Status
from . import moments

BATCH = 200
COMPLETION, ANSWERED = "completion", "answered"
REMINDER = "registration_reminder"


@dataclass(frozen=True)
class Matter:
    """What a registration waits for now: a clock, the person's answer, or the desk's look at that answer."""

    kind: str
    since: datetime
    due_at: datetime | None


def matter_of(registration: Registration, request: CompletionRequest | None) -> Matter | None:
    """The one matter of a registration; `request` is its open request for missing parts, if any."""
    if registration.status in FINAL:
        return None
    if registration.clock and registration.clock_started_at:
        return Matter(registration.clock, registration.clock_started_at, registration.due_at)
    if registration.status != Status.COMPLETION_REQUESTED or request is None:
        return None
    if request.answered_at:
        return Matter(ANSWERED, request.answered_at, None)
    return Matter(COMPLETION, request.requested_at, request.due_at)


def raise_due(now: datetime, limit: int = BATCH) -> int:
    """One pass: rows whose moment has come get their warnings and the moment of the next. Returns how many rows.

    Rows that somebody works on right now are left for the next pass.
    """
    with transaction.atomic():
        rows = list(
            Registration.objects.filter(warn_at__lte=now)
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("warn_at")
            .defer("answers")[:limit]
        )
        asked = [row.pk for row in rows if row.status == Status.COMPLETION_REQUESTED]
        requests = {one.registration_id: one for one in CompletionRequest.objects.filter(pk__in=_open(asked))}
        warnings, reminders = [], []
        for row in rows:
            matter, rules = matter_of(row, requests.get(row.pk)), ruleset(row.rules_version)
            rule = rules.warnings.get(matter.kind) if matter else None
            row.warn_at = None
            if matter is None or rule is None:
                continue
            row.warn_at = moments.following(rules, matter.kind, matter.since, matter.due_at, now)
            warnings += _warnings(row, matter, rule, now)
            if _to_remind(matter, rule, now):
                reminders.append((row.pk, matter))
        DueWarning.objects.bulk_create(warnings, ignore_conflicts=True)
        Registration.objects.bulk_update(rows, ["warn_at"])
        _remind(reminders)
    return len(rows)


def _open(registrations: list) -> list[int]:
    if not registrations:
        return []
    return list(
        CompletionRequest.objects.filter(registration__in=registrations, closed_at=None).values_list("pk", flat=True)
    )


def _warnings(row: Registration, matter: Matter, rule: WarningRule, now: datetime) -> list[DueWarning]:
    """One row for each level whose moment has come; a file on its way is watched by the ward that sent it as well."""
    wards = [row.ward_id]
    if row.status == Status.MOVED and row.from_ward_id:
        wards.append(row.from_ward_id)
    return [
        DueWarning(
            registration_id=row.pk, kind=matter.kind, level=level, desk=rule.desk, ward_id=ward, since=matter.since,
            due_at=matter.due_at, raised_at=now,
        )
        for level, at in moments.levels(rule, matter.since, matter.due_at).items()
        if at <= now
        for ward in wards
    ]  # fmt: skip


def _to_remind(matter: Matter, rule: WarningRule, now: datetime) -> bool:
    """Whether the person is to be reminded now: never after the time is over, when a reminder only frightens."""
    at = moments.reminder(rule, matter.since, matter.due_at)
    return at is not None and at <= now and (matter.due_at is None or now < matter.due_at)


def _remind(due: Iterable[tuple[object, Matter]]) -> None:
    """A neutral text message to each, once for each run of the clock."""
    matters = dict(due)
    for registration in Registration.objects.filter(pk__in=list(matters)) if matters else ():
        matter = matters[registration.pk]
        # A number that cannot be reached must not stop the others' warnings.
        with suppress(BadPhone):
            notices.remind(registration, REMINDER, f"{matter.kind}:{matter.since.timestamp():.0f}")


def withdraw_for(registration: Registration, now: datetime) -> None:
    """Withdraw the open warnings of a registration that its clock no longer bears out; the caller holds its lock."""
    still_true = Q(kind=registration.clock, since=registration.clock_started_at) if registration.clock else Q(pk=None)
    DueWarning.objects.filter(registration=registration, withdrawn_at=None).exclude(still_true).update(withdrawn_at=now)


def withdraw_untrue(now: datetime) -> int:
    """Withdraw every open warning about a run of a clock that is over, however it ended. Returns how many.

    The moves withdraw by themselves; this is for what no move has told.
    """
    open_ones = DueWarning.objects.filter(withdrawn_at=None)
    ended = ~Q(registration__clock=F("kind")) | ~Q(registration__clock_started_at=F("since"))
    of_clocks = open_ones.exclude(kind__in=[COMPLETION, ANSWERED]).filter(
        ended | Q(registration__clock_started_at=None)
    )
    of_requests = open_ones.filter(kind__in=[COMPLETION, ANSWERED]).exclude(
        registration__status=Status.COMPLETION_REQUESTED
    )
    found = [pk for untrue in (of_clocks, of_requests) for pk in untrue.values_list("pk", flat=True)[: 10 * BATCH]]
    return DueWarning.objects.filter(pk__in=found).update(withdrawn_at=now)
