"""Reports of facility software that wait for the desk: those whose step is not recorded yet."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.accounts.models import User
from registration.casework.models import Registration

from .actions.report_stage import STATE_OF_KIND
from .models import FacilityReport

MOVE_OF_KIND = {
    FacilityReport.Kind.STARTED: "start",
    FacilityReport.Kind.STOPPED: "stop",
    FacilityReport.Kind.COMPLETED: "complete-treatment",
}
SHOWN = 200


@dataclass(frozen=True)
class Row:
    """A report, and the move by which the desk records it."""

    report: FacilityReport
    move: str


def open_reports(user: User) -> list[Row]:
    """Reports about registrations that `user` may open, oldest first."""
    waiting = reduce(or_, (Q(kind=kind, registration__status=status) for kind, status in STATE_OF_KIND.items()))
    visible = Registration.objects.visible_to(user).values("pk")
    found = FacilityReport.objects.filter(waiting, registration__in=visible).select_related("registration", "client")
    return [Row(report, MOVE_OF_KIND[FacilityReport.Kind(report.kind)]) for report in found[:SHOWN]]
