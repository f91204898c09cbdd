"""Withdraw a registration: before receipt freely and erased at once, after receipt recorded (Law 120/2025, art. 35)."""

from datetime import datetime

from portal.accounts.models import User

from ..deciding import supersede_pending
from ..erasure import erase
from ..models import Registration
from ..states import Status
from ..turn import turn


def withdraw(
    registration: Registration,
    actor: User | None = None,
    *,
    by_citizen: bool = False,
    now: datetime | None = None,
) -> Registration:
    """Withdrawn by the citizen (`by_citizen`) or recorded by the desk at their word (`actor`).

    The caller's page says beforehand what withdrawing after receipt can mean.
    """
    with turn("withdraw", registration, actor, now=now, by_citizen=by_citizen) as case:
        registration = case.registration
        registration.finished_at = case.now
        unseen = case.from_status == Status.PREPARED
        supersede_pending(registration, case.now)
        case.registration.completion_requests.filter(closed_at=None).update(closed_at=case.now)
        case.save(
            "finished_at",
            audit={"by": "citizen" if by_citizen else "desk"},
            sms=None if unseen else "registration_update",
        )
        if unseen:
            erase(registration, case.now)
    return registration
