"""The person files prepared papers on the portal, where the ward accepts it: receipt, and the clock of the decision."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from registration.rules.ruleset import ruleset_for

from .. import clock
from ..errors import ClockForbids, WrongState
from ..models import Registration
from ..turn import turn


def file_prepared(registration: Registration, *, now: datetime | None = None) -> Registration:
    """Filed now by the citizen. Raises ClockForbids where the ward only prepares, WrongState for another's request.

    Source: Decree 163/2026, articles 89.4b, 90.3 and 91.
    """
    with turn("file-prepared", registration, None, now=now, by_citizen=True) as case:
        registration = case.registration
        if registration.answers.get("request_unconfirmed"):
            raise WrongState(_("The person themselves has to confirm this request first."))
        if not registration.ward.accepts_filings(case.now):
            raise ClockForbids(_("This ward does not accept filings here. Bring the code to the desk."))
        registration.rules_version = ruleset_for(clock.today(case.now)).version
        registration.received_at = case.now
        case.save("rules_version", "received_at", sms="registration_received")
    return registration
