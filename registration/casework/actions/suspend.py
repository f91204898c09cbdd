"""Let a legal clock stand still on a ground of the law, and let it run on with what was left of the time."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from registration.rules.ruleset import ruleset

from .. import clock, suspending
from ..errors import BadInput, ClockForbids, WrongRole, WrongState
from ..models import Registration, Suspension
from ..turn import NOT_YOUR_ROLE, turn

HEAD_OF = {"police": Role.POLICE_CHIEF, "committee": Role.COMMITTEE_CHAIR}
OWN_WORDS_LIMIT = 2000


def suspend(
    registration: Registration, actor: User, *, reason: str, words: str = "", now: datetime | None = None
) -> Registration:
    """Standing still since now. `reason` is a ground of the rule set for the running clock, `words` say more.

    Raises ClockForbids where no clock runs that may stand still, or its time is over; WrongRole for the head of the
    other desk.
    """
    with turn("suspend", registration, actor, now=now) as case:
        registration = case.registration
        grounds = suspending.grounds(registration)
        if not grounds or registration.due_at is None or registration.clock_started_at is None:
            raise ClockForbids(_("No clock runs here that may stand still."))
        _head_of_its_desk(registration.clock, registration, actor)
        if registration.due_at <= case.now:
            raise ClockForbids(_("This time is over already: it cannot stand still any more."))
        if reason not in grounds:
            raise BadInput("reason", _("Choose a reason."))
        ground = grounds[reason]
        Suspension.objects.create(
            registration=registration,
            clock=registration.clock,
            clock_started_at=registration.clock_started_at,
            due_before=registration.due_at,
            reason=reason,
            article=ground.article,
            own_words=words.strip()[:OWN_WORDS_LIMIT],
            started_at=case.now,
            started_by=actor,
        )
        case.save(
            detail={"reason": ground.name("vi"), "reason_en": ground.name("en"), "article": ground.article},
            audit={"ground": reason},
        )
    return registration


def resume(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Running on since now, the latest date moved by the time that it stood still."""
    with turn("resume", registration, actor, now=now) as case:
        registration = case.registration
        suspension = suspending.open_one(registration)
        if suspension is None:
            raise WrongState(_("The legal time does not stand still."))
        _head_of_its_desk(suspension.clock, registration, actor)
        due_at = suspending.due_after(suspension, registration, case.now)
        fields = suspending.move_last_day(suspension, registration, due_at)
        suspension.ended_at, suspension.ended_by, suspension.due_after = case.now, actor, due_at
        suspension.save(update_fields=["ended_at", "ended_by", "due_after"])
        # The share that was used stays used: the clock counts as begun later by the time that it stood still.
        began = suspension.clock_started_at + (case.now - suspension.started_at)
        clock.start(registration, suspension.clock, began, due_at=due_at)
        case.save(*fields, detail={"due_at": clock.today(due_at)})
    return registration


def _head_of_its_desk(name: str, registration: Registration, actor: User) -> None:
    rule = ruleset(registration.rules_version).warnings.get(name)
    head = HEAD_OF[rule.desk if rule else "police"]
    if not actor.wards_today(head).filter(pk=registration.ward_id).exists():
        raise WrongRole(NOT_YOUR_ROLE)
