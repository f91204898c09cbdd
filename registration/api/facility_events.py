"""What the software of a facility can tell about a person who was referred to it, and how its JSON is read.

The steps themselves are those of the facility's own pages (`registration/treatment/actions`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from registration.treatment.access import Facilitator
from registration.treatment.actions import answer_referral
from registration.treatment.actions.record_stage import StageWords, record_at_facility
from registration.treatment.actions.report import report
from registration.treatment.models import ProviderReport, Referral, StageRecord
from registration.treatment.states import ReferralState, ReportKind, StageResult

from .faults import Fault, Problem

R = ReferralState
REASON_LIMIT = 300
WITH_A_DAY = frozenset({"admitted", "discharged", "stage", *ReportKind.values})
NEEDS_A_REASON = frozenset({"declined", "discharged", "stopped"})
EVENTS = ("accepted", "declined", "admitted", "discharged", *ReportKind.values, "stage")
FIELD_OF = {"admitted_on": "on", "discharged_on": "on", "started_on": "on", "key": "stage"}
"""The names of the treatment's own fields, as this interface says them."""


@dataclass(frozen=True)
class Told:
    """One event as it was told; `on` is its day (of a stage: the first), empty where none belongs to it."""

    event: str
    on: date | None = None
    reason: str = ""
    stage: str = ""
    ended_on: date | None = None
    result: str = ""


def read_told(body: dict[str, Any]) -> Told:
    """The event in `body`. Raises Fault 422 with every problem."""
    problems = [Problem("", "unknown", _("There is no field of this name."))] if body.keys() - vars(Told("")) else []
    event = body.get("event")
    if not isinstance(event, str) or event not in EVENTS:
        problems.append(Problem("event", "invalid_choice", _("Please send one of: %s.") % ", ".join(EVENTS)))
        raise Fault(422, *problems)
    days = {name: _day(body.get(name)) for name in ("on", "ended_on")}
    for name, needed in (("on", event in WITH_A_DAY), ("ended_on", False)):
        if days[name] is None and (needed or body.get(name) is not None):
            problems.append(Problem(name, "date", _("Please send a day as YYYY-MM-DD.")))
    words = {}
    for name, limit in (("reason", REASON_LIMIT), ("stage", 32), ("result", 8)):
        value = body.get(name) or ""
        if not isinstance(value, str) or len(value) > limit or not value.isprintable():
            problems.append(Problem(name, "type", _("Please send a short text here.")))
        words[name] = value
    if event in NEEDS_A_REASON and not body.get("reason"):
        problems.append(Problem("reason", "required", _("This is needed.")))
    if event == "stage" and not body.get("stage"):
        problems.append(Problem("stage", "required", _("This is needed.")))
    if words["result"] and words["result"] not in StageResult.values:
        problems.append(Problem("result", "invalid_choice", _("Please send good, reached or not_yet.")))
    if problems:
        raise Fault(422, *problems)
    return Told(event, days["on"], words["reason"], words["stage"], days["ended_on"], words["result"])


def _day(text: Any) -> date | None:
    if not isinstance(text, str) or len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_repeat(referral: Referral, told: Told) -> bool:
    """Whether exactly this was told before: a second arrival changes nothing."""
    on = told.on or date.min
    match told.event:
        case "accepted":
            return referral.state in {R.ACCEPTED, R.ADMITTED, R.DISCHARGED}
        case "declined":
            return referral.state == R.DECLINED
        case "admitted":
            return referral.state in {R.ADMITTED, R.DISCHARGED} and referral.admitted_on == told.on
        case "discharged":
            return referral.state == R.DISCHARGED and referral.discharged_on == told.on
        case "stage":
            return StageRecord.objects.filter(
                registration=referral.registration_id,
                key=told.stage,
                started_on=on,
                ended_on=told.ended_on,
                result=told.result,
            ).exists()
    return ProviderReport.objects.filter(
        registration=referral.registration_id, facility=referral.facility_id, kind=told.event, on=on
    ).exists()


def tell(referral: Referral, told: Told, now: datetime) -> None:
    """Take the step. Raises what the step raises (MoveRefused), and nothing is changed then."""
    by = Facilitator(referral.facility)
    on = told.on or now.date()
    steps: dict[str, Callable[[], object]] = {
        "accepted": lambda: answer_referral.accept(referral, by, now=now),
        "declined": lambda: answer_referral.decline(referral, by, reason=told.reason, now=now),
        "admitted": lambda: answer_referral.admit(referral, by, admitted_on=on, now=now),
        "discharged": lambda: answer_referral.discharge(referral, by, discharged_on=on, reason=told.reason, now=now),
        "stage": lambda: record_at_facility(
            referral, by, StageWords(told.stage, on, told.ended_on, told.result), now=now
        ),
    }
    step = steps.get(told.event) or (
        lambda: report(referral, by, ReportKind(told.event), on=on, reason=told.reason, now=now)
    )
    step()
