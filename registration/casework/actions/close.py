"""Close a case at the end of aftercare: the chair, in its last working days (Decree 163/2026, art. 138)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import clock, numbers, suspending
from ..errors import ClockForbids
from ..models import Registration
from ..models.decision import Register
from ..turn import turn


def close(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Closed. Raises ClockForbids earlier than the last days of aftercare."""
    with turn("close", registration, actor, now=now) as case:
        suspending.must_run(case.registration)
        ends_on = case.registration.aftercare_ends_on
        rules = ruleset_for(clock.today(case.now))
        if ends_on and clock.today(case.now) < clock.today(rules.due("aftercare_end", clock.end_of_day(ends_on))):
            raise ClockForbids(_("Aftercare still runs. It is closed in its last working days."))
        case.registration.finished_at = case.now
        paper = numbers.sign(
            case.registration, Register.END, rules.forms["aftercare_end"], by=actor, now=case.now, rules=rules
        )
        case.save("finished_at", detail={"number": paper.display_number}, audit={"number": paper.display_number})
    return case.registration
