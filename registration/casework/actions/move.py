"""A person moves: the old desk hands the file over (F 26), the new desk acknowledges it and goes on where it stood."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.places.models import Ward
from registration.rules.ruleset import ruleset

from .. import clock, numbers
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
        form = ruleset(registration.rules_version).forms["transfer_letter"]
        paper = numbers.sign(registration, Register.TRANSFER, form, by=actor, now=case.now, detail={"to": ward.pk})
        registration.status_before_move = registration.status
        registration.from_ward_id = registration.ward_id
        case.save(
            "status_before_move",
            "from_ward",
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
        due = {
            Status.IN_TREATMENT: ("term", registration.ends_on),
            Status.AFTERCARE: ("aftercare", registration.aftercare_ends_on),
        }.get(Status(back_to))
        anew = {Status.RECEIVED: "decision", Status.DECIDED: "begin", Status.COMPLETED: "aftercare_proposal"}.get(
            Status(back_to)
        )
        clock.stop(registration)
        if due and due[1]:
            clock.start(registration, due[0], case.now, due_at=clock.end_of_day(due[1]))
        elif anew:
            clock.start(registration, anew, case.now)
        case.save("status_before_move", to=back_to)
    return registration
