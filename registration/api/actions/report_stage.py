"""Facility software reports a stage of treatment. The report is kept and shown to the desk; the step stays the desk's.

The table of moves gives starting, stopping and completing to the police desk (receiving record, second factor,
numbered certificate). A program holds none of these, so its report moves no state: it tells the officer what to record.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from registration.casework.clock import today as day_of
from registration.casework.models import Registration
from registration.casework.states import Status

from ..faults import Fault, Problem
from ..models import ApiClient, FacilityReport

Kind = FacilityReport.Kind
STATE_OF_KIND = {
    Kind.STARTED: Status.DECIDED,
    Kind.STOPPED: Status.IN_TREATMENT,
    Kind.COMPLETED: Status.IN_TREATMENT,
}


@transaction.atomic
def report_stage(client: ApiClient, registration: Registration, kind: str, on: date) -> tuple[FacilityReport, bool]:
    """The report and whether it is new; the same report again is the same. `on` is the day of the stage.

    Raises Fault: 409 where the state knows no such stage, 422 where the day cannot be.
    """
    locked = Registration.objects.select_for_update().get(pk=registration.pk)
    if found := FacilityReport.objects.filter(registration=locked, client=client, kind=kind, on=on).first():
        return found, False
    if locked.status != STATE_OF_KIND[Kind(kind)]:
        raise Fault(409, Problem("event", "state", _("The registration is not in a state for this report.")))
    now = timezone.now()
    if not _earliest(locked, now) <= on <= day_of(now):
        raise Fault(422, Problem("on", "day", _("The day lies between the step before and today.")))
    report = FacilityReport.objects.create(registration=locked, client=client, kind=kind, on=on, reported_at=now)
    log.record(None, f"api.report.{kind}", "registration", str(locked.pk), detail={"client": client.pk, "on": str(on)})
    return report, True


def _earliest(registration: Registration, now: datetime) -> date:
    if registration.started_on:
        return registration.started_on
    return day_of(registration.decided_at or now)
