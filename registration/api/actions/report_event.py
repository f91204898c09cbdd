"""The software of a facility tells what happened to a person who was referred there: the same steps as on its pages.

Repeats are normal: what was told before is answered again and changes nothing, also where two arrive at once. What
comes out of order is refused by the state (409) and changes nothing either.
"""

from dataclasses import dataclass

from django.utils import timezone

from portal.audit import log
from registration.casework.errors import BadInput, MoveRefused, WrongRole
from registration.treatment.models import Referral

from .. import faults
from ..facility_events import FIELD_OF, Told, is_repeat, tell
from ..faults import Fault, Problem
from ..models import ApiClient


@dataclass(frozen=True)
class Reported:
    """Where the referral stands now, and whether this call changed it."""

    referral: Referral
    is_new: bool


def report_event(client: ApiClient, referral: Referral, told: Told) -> Reported:
    """Take the step once. Raises Fault: 404 no longer theirs, 409 the state knows no such step, 422 impossible."""
    if is_repeat(referral, told):
        return Reported(referral, is_new=False)
    try:
        tell(referral, told, timezone.now())
    except MoveRefused as refused:
        referral.refresh_from_db()
        if is_repeat(referral, told):  # another call was faster
            return Reported(referral, is_new=False)
        raise _fault(refused) from refused
    detail = {"client": client.pk, "referral": referral.pk}
    log.record(None, f"api.event.{told.event}", "registration", str(referral.registration_id), detail=detail)
    referral.refresh_from_db()
    return Reported(referral, is_new=True)


def _fault(refused: MoveRefused) -> Fault:
    if isinstance(refused, WrongRole):
        return faults.not_found()
    if isinstance(refused, BadInput):
        return Fault(422, Problem(FIELD_OF.get(refused.field, refused.field), "invalid", refused.words))
    return Fault(409, Problem("event", "state", refused.words))
