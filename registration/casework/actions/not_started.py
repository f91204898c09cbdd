"""Record that treatment did not begin in time (Decree 163/2026, art. 4.8): never before the time is over."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import suspending
from ..errors import ClockForbids
from ..models import Registration
from ..turn import turn


def not_started(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Not started. Raises ClockForbids while the time to begin, postponed or not, still runs."""
    with turn("not-started", registration, actor, now=now) as case:
        suspending.must_run(case.registration)
        if case.registration.due_at and case.now < case.registration.due_at:
            raise ClockForbids(_("The person still has time to begin."))
        case.registration.finished_at = case.now
        case.save("finished_at")
    return case.registration
