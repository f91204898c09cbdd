"""Handing in a registration, and asking where it stands. What facilities report: `events.py`."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router

from portal.audit import log
from registration.casework.notices import tracking_link

from .. import answer_types, reading
from ..actions.create_registration import create_registration, moment
from ..authentication import ClientToken
from ..example import EXAMPLE
from ..faults import Fault, Problem
from ..json_body import read_object
from ..models import ApiClient
from ..scopes import Scope
from ..shapes import CreatedOut, FaultOut, RegistrationOut

router = Router(tags=["registrations"])
KEY = "Idempotency-Key"
KEY_LIMIT = 200
FAULTS = dict.fromkeys((401, 403, 413, 422, 429, 503), FaultOut)
CODE: Any = Path(..., description="The code, with or without DV and dashes.", example="DV-00000-00000")

BODY = {"required": True, "content": {"application/json": {"schema": answer_types.json_schema(), "example": EXAMPLE}}}
KEY_PARAMETER = {
    "name": KEY,
    "in": "header",
    "required": True,
    "description": "A fresh key for each registration; the same key again gives the same answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_LIMIT, "pattern": "^[!-~]+$"},
}


def client_of(request: HttpRequest) -> ApiClient:
    """The client that the token named."""
    return cast(ApiClient, cast(Any, request).auth)


@router.post(
    "/registrations",
    auth=ClientToken(Scope.CREATE),
    response={201: CreatedOut, 200: CreatedOut, 409: FaultOut, **FAULTS},
    openapi_extra={"requestBody": BODY, "parameters": [KEY_PARAMETER]},
    operation_id="create_registration",
    summary="Hand in a registration",
)
def create(request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """Prepares the dossier (201), or files it at once for a national channel. The same key again: 200, same answer."""
    created = create_registration(client_of(request), _key(request), read_object(request))
    return (201 if created.is_new else 200), created.answer


def _key(request: HttpRequest) -> str:
    key = request.headers.get(KEY, "")
    if not key or len(key) > KEY_LIMIT or not all("!" <= sign <= "~" for sign in key):
        message = _("Send the header Idempotency-Key: 1 to %(limit)s signs, letters, figures, no spaces.")
        raise Fault(422, Problem(KEY, "key", message % {"limit": KEY_LIMIT}))
    return key


@router.get(
    "/registrations/{code}",
    auth=ClientToken(Scope.READ),
    response={200: RegistrationOut, 404: FaultOut, **FAULTS},
    operation_id="read_registration",
    summary="Where a registration stands",
)
def read(request: HttpRequest, code: str = CODE) -> dict[str, Any]:
    """State and clock of a registration at one of the client's wards; every call is noted in the audit log."""
    client = client_of(request)
    found = reading.find(client, code)
    log.record(None, "api.read", "registration", str(found.pk), detail={"client": client.pk, "ward": found.ward_id})
    return {
        "code": found.display_code,
        "id": reading.reference(client.pk, found.pk),
        "status": found.status,
        "ward": found.ward_id,
        "rules_version": found.rules_version,
        "received_at": moment(found.received_at),
        "due_at": moment(found.due_at),
        "changed_at": moment(found.changed_at),
        "tracking_url": tracking_link(),
    }
