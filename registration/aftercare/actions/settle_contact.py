"""A helper says what came of a contact: it happened, it did not, it moves to another day.

What a phone without network sends twice carries the same key and is one contact. Nothing here is a result of a test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log
from registration.casework import clock
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.casework.states import Status

from ..access import people_of
from ..models import FollowUp
from ..states import Channel, Contact
from .holding import holding

SETTLED = _("Somebody has already recorded this contact. Nothing was changed.")
# No rule of law: further away it is a slip of the pen.
FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Visit:
    """What a helper tells of a contact: `signal` is a key of the list support_signal, `how` free words."""

    happened_on: date
    channel: str
    signal: str
    how: str = ""
    next_on: date | None = None


def record_visit(
    registration: Registration,
    helper: User,
    visit: Visit,
    *,
    key: UUID,
    contact: FollowUp | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """The contact took place; `contact` None is one beside the plan. Raises WrongRole, WrongState, BadInput."""
    now = now or timezone.now()
    with holding(registration, helper, people_of) as locked:
        if done := FollowUp.objects.filter(registration=locked, key=key).first():
            return done
        _check_visit(locked, visit, now)
        if contact is None:
            follow_up = FollowUp(registration=locked, ward_id=locked.ward_id, due_on=visit.happened_on)
        else:
            follow_up = _planned(locked, contact)
        follow_up.key, follow_up.happened_on, follow_up.channel = key, visit.happened_on, visit.channel
        follow_up.words = {"signal": visit.signal, "how": visit.how.strip()}
        _settle(follow_up, Contact.DONE, helper, now)
        if visit.next_on:
            _plan_next(locked, visit.next_on, now)
        _note(helper, "done", follow_up)
    return follow_up


def record_missed(
    registration: Registration,
    helper: User,
    contact: FollowUp,
    *,
    reason: str,
    next_on: date | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """The contact did not take place; `reason` is a key of the list followup_missed or own words."""
    now = now or timezone.now()
    with _held(registration, helper, contact) as (locked, follow_up):
        if clock.today(now) < follow_up.due_on:
            raise BadInput("reason", _("This contact is still to come. Move it to another day instead."))
        if not (reason := reason.strip()):
            raise BadInput("reason", _("Choose a reason."))
        follow_up.words = {"reason": reason}
        _settle(follow_up, Contact.MISSED, helper, now)
        if next_on:
            _plan_next(locked, next_on, now)
        _note(helper, "missed", follow_up)
    return follow_up


def reschedule(
    registration: Registration, helper: User, contact: FollowUp, *, to: date, now: datetime | None = None
) -> FollowUp:
    """Moved to the day `to`: the new contact, which keeps its place in the plan."""
    now = now or timezone.now()
    with _held(registration, helper, contact) as (locked, follow_up):
        if to == follow_up.due_on:
            raise BadInput("to", _("Choose another day than the planned one."))
        _check_day("to", locked, to, now)
        follow_up.moved_to = FollowUp.objects.create(
            registration=locked, ward_id=locked.ward_id, number=follow_up.number, due_on=to
        )
        _settle(follow_up, Contact.RESCHEDULED, helper, now)
        _note(helper, "rescheduled", follow_up)
    return follow_up.moved_to


@contextmanager
def _held(registration: Registration, helper: User, contact: FollowUp) -> Iterator[tuple[Registration, FollowUp]]:
    with holding(registration, helper, people_of) as locked:
        yield locked, _planned(locked, contact)


def _planned(registration: Registration, contact: FollowUp) -> FollowUp:
    """The contact, locked, if it still is to be settled."""
    found = FollowUp.objects.select_for_update().get(pk=contact.pk, registration=registration)
    if found.state != Contact.PLANNED:
        raise WrongState(SETTLED)
    return found


def _settle(follow_up: FollowUp, state: Contact, helper: User, now: datetime) -> None:
    follow_up.state, follow_up.settled_at, follow_up.settled_by = state, now, helper
    follow_up.save()


def _plan_next(registration: Registration, day: date, now: datetime) -> None:
    """A contact on `day` beside the plan, unless one is planned for it."""
    _check_day("next_on", registration, day, now)
    if not registration.follow_ups.planned().filter(due_on=day).exists():
        FollowUp.objects.create(registration=registration, ward_id=registration.ward_id, due_on=day)


def _check_visit(registration: Registration, visit: Visit, now: datetime) -> None:
    earliest = registration.started_on or clock.today(registration.created_at)
    if not earliest <= visit.happened_on <= clock.today(now):
        raise BadInput("happened_on", _("The day lies between the start of the treatment and today."))
    if visit.channel not in Channel.values:
        raise BadInput("channel", _("Say how you met."))
    if not visit.signal.strip():
        raise BadInput("signal", _("Say how the person is."))


def _check_day(field: str, registration: Registration, day: date, now: datetime) -> None:
    """A future day within aftercare (or, during treatment, within a year)."""
    today = clock.today(now)
    last = registration.aftercare_ends_on if registration.status == Status.AFTERCARE else None
    if not today <= day <= (last or today + FURTHEST):
        raise BadInput(field, _("Choose a day from today to the last day of the support."))


def _note(helper: User, what: str, follow_up: FollowUp) -> None:
    detail = {"follow_up": follow_up.pk, "ward": follow_up.ward_id}
    log.record(helper, f"follow_up.{what}", "registration", str(follow_up.registration_id), detail=detail)
