"""What the software of facilities reports, and who is referred to the facility."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from portal.audit import log
from registration.treatment.models import Referral
from registration.treatment.states import OPEN_REFERRALS, StageResult

from .. import reading
from ..actions.create_registration import moment
from ..actions.report_event import report_event
from ..actions.report_stage import report_stage
from ..authentication import ClientToken
from ..facility_events import EVENTS, REASON_LIMIT, Told, read_told
from ..faults import Fault, Problem
from ..json_body import read_object
from ..models import ApiClient, FacilityReport
from ..scopes import Scope
from ..shapes import FaultOut, ReferralsOut, ReportOut
from .registrations import CODE, FAULTS, client_of

router = Router(tags=["facilities"])
SHOWN = 500
DAY = {"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "title": "FacilityEvent",
                "properties": {
                    "event": {"enum": list(EVENTS)},
                    "on": {**DAY, "description": "The day; of a stage, its first."},
                    "reason": {
                        "type": ["string", "null"],
                        "maxLength": REASON_LIMIT,
                        "description": "For declined, discharged, stopped: a key of the portal's lists or own words.",
                    },
                    "stage": {"type": ["string", "null"], "maxLength": 32, "description": "Key of the stage."},
                    "ended_on": {**DAY, "description": "The last day of a stage."},
                    "result": {"enum": [*StageResult.values, None], "description": "The result of a stage."},
                },
                "required": ["event"],
                "additionalProperties": False,
            },
            "example": {"event": "started", "on": "2026-11-20"},
        }
    },
}


@router.post(
    "/registrations/{code}/events",
    auth=ClientToken(Scope.REPORT),
    response={202: ReportOut, 200: ReportOut, 404: FaultOut, 409: FaultOut, **FAULTS},
    openapi_extra={"requestBody": BODY},
    operation_id="report_stage",
    summary="Report what happened at a facility",
)
def report(request: HttpRequest, code: str = CODE) -> tuple[int, dict[str, Any]]:
    """Taken (202); the same again changes nothing (200). The desk records a reported start, stop or end itself."""
    client = client_of(request)
    referral = reading.referral(client, code)
    if referral is None:
        return _report_of_ward(client, code, request)
    told = read_told(read_object(request))
    reported = report_event(client, referral, told)
    standing = reported.referral
    return (202 if reported.is_new else 200), {
        "event": told.event,
        "on": told.on.isoformat() if told.on else None,
        "reported_at": None,
        "status": standing.registration.status if standing.state in OPEN_REFERRALS else None,
        "referral": standing.state,
    }


def _report_of_ward(client: ApiClient, code: str, request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """Software that is bound to wards reports to the desk, which records the step."""
    found = reading.find(client, code)
    kept, is_new = report_stage(client, found, *_stage(read_told(read_object(request))))
    return (202 if is_new else 200), {
        "event": kept.kind,
        "on": kept.on.isoformat(),
        "reported_at": moment(kept.reported_at),
        "status": found.status,
        "referral": None,
    }


def _stage(told: Told) -> tuple[str, date]:
    if told.event not in FacilityReport.Kind.values or told.on is None:
        raise Fault(422, Problem("event", "not_referred", _("The person is not referred to this system's facility.")))
    return told.event, told.on


@router.get(
    "/referrals",
    auth=ClientToken(Scope.REPORT),
    response={200: ReferralsOut, **FAULTS},
    operation_id="referrals",
    summary="Who is referred to the facility",
)
def referrals(request: HttpRequest) -> dict[str, Any]:
    """The open referrals to the client's facility, oldest first (500 at most); every call is noted in the audit log."""
    client = client_of(request)
    found = Referral.objects.open().filter(facility=client.facility_id, registration__erased_at=None)
    rows = (
        list(found.select_related("registration").order_by("proposed_at", "pk")[:SHOWN]) if client.facility_id else []
    )
    detail = {"client": client.pk, "shown": len(rows)}
    log.record(None, "api.referrals", "facility", str(client.facility_id or ""), detail=detail)
    return {"referrals": [_row(client, one) for one in rows]}


def _row(client: ApiClient, one: Referral) -> dict[str, Any]:
    return {
        "code": one.registration.display_code,
        "id": reading.reference(client.pk, one.registration_id),
        "state": one.state,
        "proposed_at": moment(one.proposed_at),
        "answer_due_at": moment(one.answer_due_at),
        "admitted_on": one.admitted_on.isoformat() if one.admitted_on else None,
    }
