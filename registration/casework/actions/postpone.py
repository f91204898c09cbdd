"""Postpone the start of a decided treatment (Law 120/2025, art. 39): illness, hardship, pregnancy."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import clock
from ..errors import BadInput
from ..models import Registration
from ..turn import turn

# No rule of law: further away it is a slip of the pen. A longer hindrance is postponed again.
FURTHEST = timedelta(days=2 * 366)


def postpone(
    registration: Registration, actor: User, *, reason: str, until: date, now: datetime | None = None
) -> Registration:
    """Postponed until the end of `until`; the state stays, the time to begin ends then.

    `reason` is a key of the list "postponed" or own words.
    """
    with turn("postpone", registration, actor, now=now) as case:
        if not (reason := reason.strip()):
            raise BadInput("reason", _("Choose a reason."))
        today = clock.today(case.now)
        if not today < until <= today + FURTHEST:
            raise BadInput("until", _("Choose a day after today, at most two years ahead."))
        registration = case.registration
        registration.postponed_until = until
        clock.start(registration, "begin", case.now, due_at=clock.end_of_day(until))
        case.save("postponed_until", detail={"reason": reason, "until": until})
    return registration
