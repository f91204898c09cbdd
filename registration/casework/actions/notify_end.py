"""The notice that treatment ends soon has come in: from the helper at home, or from the head of the facility."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import clock, suspending
from ..errors import BadInput, WrongState
from ..models import Registration
from ..turn import turn


def notify_end(
    registration: Registration, actor: User, *, notified_on: date, now: datetime | None = None
) -> Registration:
    """Recorded; the time for the proposal of aftercare runs. Late notices (see the rule set) are recorded as late.

    Raises BadInput for a day that lies ahead or before the start, WrongState where the notice is there already.
    """
    with turn("notify-end", registration, actor, now=now) as case:
        registration = case.registration
        suspending.must_run(registration)
        if registration.events.filter(kind="notify-end").exists():
            raise WrongState(_("The notice is recorded already."))
        today = clock.today(case.now)
        if not (registration.started_on or today) <= notified_on <= today:
            raise BadInput("notified_on", _("The day lies between the start of treatment and today."))
        # Aftercare follows the law of the day, also for cases decided under the older one.
        rules = ruleset_for(today)
        late = False
        if registration.ends_on and "end_notice" in rules.deadlines:
            late = notified_on > clock.today(rules.due("end_notice", clock.end_of_day(registration.ends_on)))
        case.save(
            due_at=rules.due("aftercare_proposal", case.now),
            detail={"notified_on": notified_on, "late": late},
            audit={"late": late},
        )
    return registration
