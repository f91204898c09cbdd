"""A person moves: the old desk hands the file over (F 26), the new desk acknowledges it and goes on where it stood."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.places.models import Ward
from registration.rules.ruleset import ruleset, ruleset_for

from .. import aftercare_steps, clock, numbers, suspending
from ..deciding import supersede_pending
from ..errors import BadInput
from ..models import Registration
from ..models.decision import Register
from ..states import Status
from ..turn import turn


def move(
    registration: Registration, actor: User, *, ward: Ward, reason: str, now: datetime | None = None
) -> Registration:
    """Moved to `ward`, whose desk alone sees the file from now on; the clock of the handing over runs."""
    with turn("move", registration, actor, now=now) as case:
        registration = case.registration
        if ward.pk == registration.ward_id:
            raise BadInput("ward", _("The file already lies at this ward."))
        if not reason.strip():
            raise BadInput("reason", _("Write why the file moves."))
        suspending.must_run(registration)
        if not ward.is_valid_on(clock.today(case.now)):
            raise BadInput("ward", _("This ward has become part of another. Choose today's ward."))
        supersede_pending(registration, case.now)
        form = ruleset(registration.rules_version).forms["transfer_letter"]
        paper = numbers.sign(registration, Register.TRANSFER, form, by=actor, now=case.now, detail={"to": ward.pk})
        registration.status_before_move = registration.status
        registration.from_ward_id = registration.ward_id
        # Handing over follows the law of the day, also for cases decided under the older one.
        rules = ruleset_for(clock.today(case.now))
        case.save(
            "status_before_move",
            "from_ward",
            due_at=rules.due("move_handover", case.now),
            detail={"ward": str(ward), "reason": reason.strip(), "number": paper.display_number},
            audit={"to_ward": ward.code, "number": paper.display_number},
        )
        # The event belongs to the old desk's story, so the ward changes after it is written.
        registration.ward = ward
        registration.save(update_fields=["ward"])
    return registration


def acknowledge(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Arrived: the state of before the move. Only the decision's clock starts anew at the new desk."""
    with turn("acknowledge", registration, actor, now=now) as case:
        registration = case.registration
        back_to = registration.status_before_move
        registration.status_before_move = ""
        clock.stop(registration)
        case.save("status_before_move", to=back_to, **_clock_of(registration, back_to, case.now))
    return registration


def _clock_of(registration: Registration, status: str, now: datetime) -> dict[str, Any]:
    """The clock, or the request to watch, with which a file goes on where it stood."""
    if status in (Status.IN_TREATMENT, Status.COMPLETED):
        return {"run": aftercare_steps.next_clock(registration, status, now, aftercare_steps.done(registration))}
    if status == Status.AFTERCARE and registration.aftercare_ends_on:
        return {"run": ("aftercare", clock.end_of_day(registration.aftercare_ends_on))}
    if status == Status.COMPLETION_REQUESTED:
        request = registration.completion_requests.get(closed_at=None)
        return {"watch": ("answered", None) if request.answered_at else ("completion", request.due_at)}
    if status == Status.DECIDED and registration.postponed_until and registration.postponed_until > clock.today(now):
        return {"run": ("begin", clock.end_of_day(registration.postponed_until))}
    anew = {Status.RECEIVED: "decision", Status.DECIDED: "begin"}.get(Status(status))
    return {"run": (anew, ruleset(registration.rules_version).due(anew, now))} if anew else {}
