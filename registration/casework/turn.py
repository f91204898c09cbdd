"""One turn of a registration: lock, guard, change, record. Every move of `actions/` is written inside `turn(...)`.

    with turn("receive", registration, actor, now=now) as case:
        case.registration.received_at = case.now
        case.save("received_at", detail={...})

The transaction opens, the row is locked, and only then role and state are checked, so of two officers at once one wins
and the other is told. `save` sets the state and the clock as the table of moves says, writes event, audit and SMS.
Locks are taken in the order registration → register counter → audit chain.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from . import clock, listeners, notices, suspending
from .errors import SecondFactorNeeded, WrongRole, WrongState
from .escalation import raising
from .models import Event, Registration
from .moves import BY_NAME, Move, roles_for
from .states import Status

BY_THE_TABLE = "by the table"
TOOK_TOO_LATE = _("This registration has changed in the meantime, so nothing was done. Look at it again.")
NOT_YOUR_ROLE = _("Your role at this ward does not allow this step.")


class Case:
    """A locked registration in the hands of `actor` (None: the citizen or the portal itself)."""

    def __init__(self, registration: Registration, move: Move, actor: User | None, now: datetime):
        self.registration = registration
        self.move = move
        self.actor = actor
        self.now = now
        self.from_status = registration.status
        self.from_run = (registration.clock, registration.clock_started_at)

    def save(
        self,
        *fields: str,
        detail: dict[str, Any] | None = None,
        audit: dict[str, Any] | None = None,
        to: Status | str | None = None,
        due_at: datetime | None = None,
        run: tuple[str, datetime] | None = None,
        watch: tuple[str, datetime | None] | None = None,
        sms: str | None = BY_THE_TABLE,
    ) -> Event:
        """Write the named fields, state, clock, event, audit entry and SMS of this move.

        `detail` may hold personal words (stored encrypted), `audit` must not. `due_at` sets the end of the clock that
        the move starts where the rule set cannot know it. `run` (name, end) starts a clock of the
        action's own choice instead. `watch` (kind, last moment) lets the desk be warned of what
        is no legal clock. `sms` is the table's text unless another is named; None sends nothing.
        """
        registration, move = self.registration, self.move
        registration.status = to or move.to or registration.status
        if move.stops:
            clock.stop(registration)
        if run:
            clock.start(registration, run[0], self.now, due_at=run[1])
        elif move.starts:
            clock.start(registration, move.starts, self.now, due_at=due_at)
        return self._write(fields, detail or {}, audit or {}, watch, move.sms if sms is BY_THE_TABLE else sms)

    def _write(
        self,
        fields: tuple[str, ...],
        detail: dict[str, Any],
        audit: dict[str, Any],
        watch: tuple[str, datetime | None] | None,
        sms: str | None,
    ) -> Event:
        """Everything that tells of the move, once state and clock are set."""
        registration, move = self.registration, self.move
        if watch:
            clock.watch(registration, watch[0], self.now, watch[1])
        registration.changed_at = self.now
        registration.event_count += 1
        registration.save(update_fields=[*fields, "status", *clock.CLOCK_FIELDS, "changed_at", "event_count"])
        event = Event.objects.create(
            registration=registration,
            seq=registration.event_count,
            kind=move.name,
            from_status=self.from_status,
            to_status=registration.status,
            at=self.now,
            actor=self.actor,
            ward_id=registration.ward_id,
            detail=detail,
        )
        another_run = self.from_run != (registration.clock, registration.clock_started_at)
        if watch or another_run:
            raising.withdraw_for(registration, self.now)
        if another_run or self.from_status != registration.status:
            suspending.end_with(move.name, registration, self.actor, self.now)
        if sms:
            notices.tell(registration, event, sms)
        listeners.tell(event)
        log.record(
            self.actor,
            f"registration.{move.name}",
            "registration",
            str(registration.pk),
            detail={
                "from": self.from_status,
                "to": registration.status,
                "ward": registration.ward.code,
                **audit,
            },
        )
        return event


def guard_role(move: Move, registration: Registration, actor: User) -> None:
    """Raises WrongRole unless `actor` holds one of the move's roles at the registration's ward today."""
    roles = roles_for(move, registration.rules_version)
    if not roles or not actor.wards_today(*roles).filter(pk=registration.ward_id).exists():
        raise WrongRole(NOT_YOUR_ROLE)


def guard_state(move: Move, registration: Registration) -> None:
    """Raises WrongState unless the table allows `move` in the registration's state."""
    if registration.status not in move.at:
        raise WrongState(TOOK_TOO_LATE)


@contextmanager
def turn(
    name: str,
    registration: Registration,
    actor: User | None,
    *,
    now: datetime | None = None,
    stepped_up: bool = False,
    by_citizen: bool = False,
    by_facility: bool = False,
) -> Iterator[Case]:
    """Open a transaction, lock the registration's row, check role, state and second factor, and yield the case.

    `by_citizen` is set by the citizen's own actions (which prove themselves by code and one-time code), `by_facility`
    by those of a facility which admitted the person; every other caller needs an `actor` with the move's role. Raises
    WrongRole, WrongState, SecondFactorNeeded.
    """
    move = BY_NAME[name]
    with transaction.atomic():
        locked = Registration.objects.select_for_update(of=("self",)).select_related("ward").get(pk=registration.pk)
        if by_facility and move.facility:
            pass  # the facility has no posting at the ward; its own action has proved the referral
        elif actor is not None:
            guard_role(move, locked, actor)
        elif not (by_citizen and move.citizen):
            raise WrongRole(NOT_YOUR_ROLE)
        guard_state(move, locked)
        if move.step_up and not stepped_up:
            raise SecondFactorNeeded(_("Please confirm this step with a fresh code of your second factor."))
        yield Case(locked, move, actor, now or timezone.now())
