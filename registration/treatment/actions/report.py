"""A facility reports to the desk: started, stopped, ends soon, completed. The desk records it as its own legal act.

The same report again is the same report. The law gives 24 hours; a late report is taken and marked late.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registration.casework import clock, lists
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.casework.states import Status
from registration.rules.ruleset import ruleset_for

from ..access import Facilitator
from ..models import ProviderReport, Referral
from ..states import ReferralState, ReportKind
from .holding import by_facility, note

STATE_OF = {
    ReportKind.STARTED: Status.DECIDED,
    ReportKind.STOPPED: Status.IN_TREATMENT,
    ReportKind.ENDING: Status.IN_TREATMENT,
    ReportKind.COMPLETED: Status.IN_TREATMENT,
}


def report(
    referral: Referral,
    by: Facilitator,
    kind: ReportKind,
    *,
    on: date,
    reason: str = "",
    words: str = "",
    now: datetime | None = None,
) -> ProviderReport:
    """Reported to the desk. `reason` (of a stop): a key of the list stopped or own words. Raises WrongRole, WrongState,
    BadInput."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        registration = found.registration
        if there := ProviderReport.objects.filter(
            registration=registration, facility=by.facility, kind=kind, on=on
        ).first():
            return there
        _check(found, kind, on, reason, clock.today(now))
        key, own = lists.key_and_words("stopped", reason.strip()) if reason.strip() else ("", "")
        made = ProviderReport.objects.create(
            registration=registration,
            facility=by.facility,
            kind=kind,
            on=on,
            reason=key,
            words=own or words.strip(),
            due_at=_due(registration, kind, on, now),
            reported_at=now,
            reported_by=by.user,
        )
        note(by.user, f"provider_report.{kind}", registration, facility=by.facility.pk, on=str(on), late=made.is_late)
    return made


def _check(referral: Referral, kind: ReportKind, on: date, reason: str, today: date) -> None:
    registration = referral.registration
    if referral.state != ReferralState.ADMITTED or registration.status != STATE_OF[kind]:
        raise WrongState(_("The registration is not in a state for this report."))
    if not (registration.started_on or clock.today(referral.proposed_at)) <= on <= today:
        raise BadInput("on", _("The day lies between the step before and today."))
    if kind == ReportKind.STOPPED and not reason.strip():
        raise BadInput("reason", _("Choose a reason."))


def _due(registration: Registration, kind: ReportKind, on: date, now: datetime) -> datetime | None:
    """Until when the law wanted it: hours from the end of the day it happened, since the hour is not told."""
    rules = ruleset_for(clock.today(now))
    if kind == ReportKind.ENDING:
        return rules.due("end_notice", clock.end_of_day(registration.ends_on)) if registration.ends_on else None
    return rules.due("provider_report", clock.end_of_day(on))
