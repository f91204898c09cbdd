"""A facility answers a referral: accepts, declines with a reason, admits, discharges. By page or by its software."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registration.casework import clock
from registration.casework.actions.start import start
from registration.casework.errors import BadInput, WrongState
from registration.casework.states import Status

from ..access import Facilitator
from ..models import Referral
from ..states import REFERRAL_STEPS, ReferralState
from .holding import CHANGED, by_facility, note
from .places import take
from .refer import settle


def accept(referral: Referral, by: Facilitator, *, now: datetime | None = None) -> Referral:
    """Accepted, one place is kept. Raises NoPlaceFree, WrongState, WrongRole."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        to = _to("accept", found)
        take(found.facility_id)
        settle(found, to, actor=by.user, now=now)
        note(by.user, "referral.accepted", found.registration, referral=found.pk, facility=found.facility_id)
    return found


def decline(referral: Referral, by: Facilitator, *, reason: str, now: datetime | None = None) -> Referral:
    """Declined; `reason` is a key of the list referral_declined or own words."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        to = _to("decline", found)
        if not reason.strip():
            raise BadInput("reason", _("Choose a reason."))
        settle(found, to, list_name="referral_declined", reason=reason, actor=by.user, now=now)
        note(by.user, "referral.declined", found.registration, referral=found.pk, facility=found.facility_id)
    return found


def admit(referral: Referral, by: Facilitator, *, admitted_on: date, now: datetime | None = None) -> Referral:
    """Admitted on a day; where the decided treatment has not begun, it begins with that day (domain.md §7)."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        to, registration = _to("admit", found), found.registration
        proposed_on = clock.today(found.proposed_at)
        if not proposed_on <= admitted_on <= clock.today(now):
            raise BadInput("admitted_on", _("The day lies between the referral and today."))
        found.admitted_on = admitted_on
        settle(found, to, actor=by.user, now=now)
        note(by.user, "referral.admitted", registration, referral=found.pk, facility=found.facility_id)
        if registration.status == Status.DECIDED:
            _begin(found, by, now)
    return found


def discharge(
    referral: Referral, by: Facilitator, *, discharged_on: date, reason: str, now: datetime | None = None
) -> Referral:
    """Discharged; `reason` is a key of the list discharged or own words. It ends no treatment: see `report`."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        to = _to("discharge", found)
        if not (found.admitted_on or date.min) <= discharged_on <= clock.today(now):
            raise BadInput("discharged_on", _("The day lies between admission and today."))
        if not reason.strip():
            raise BadInput("reason", _("Choose a reason."))
        found.discharged_on = discharged_on
        settle(found, to, list_name="discharged", reason=reason, actor=by.user, now=now)
        note(by.user, "referral.discharged", found.registration, referral=found.pk, facility=found.facility_id)
    return found


def _to(name: str, referral: Referral) -> ReferralState:
    at, to = REFERRAL_STEPS[name]
    if referral.state not in at:
        raise WrongState(CHANGED)
    return to


def _begin(referral: Referral, by: Facilitator, now: datetime) -> None:
    """The admission is the start; a day before the decision is refused by the move itself."""
    try:
        start(
            referral.registration,
            by.user,
            started_on=referral.admitted_on or clock.today(now),
            by_facility=True,
            now=now,
        )
    except BadInput as bad:
        raise BadInput("admitted_on", bad.words) from bad
