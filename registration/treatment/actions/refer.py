"""The police desk refers a person to a facility, and may take that back until admission."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.places.models import Facility
from registration.casework import clock, lists
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.rules.ruleset import ruleset_for

from ..models import Referral
from ..states import KINDS_FOR, REFERRAL_STEPS, Ground, ReferralState
from .holding import CHANGED, by_desk, note
from .places import give_back

ONE_OPEN = _("The person is referred to a facility already. Take that back first, or wait for the discharge.")


def propose(
    registration: Registration,
    officer: User,
    facility: Facility,
    *,
    ground: str = Ground.AGREED,
    words: str = "",
    now: datetime | None = None,
) -> Referral:
    """Referred; the facility answers within the time of the rule set. Raises WrongRole, WrongState, BadInput.

    `ground`: the person agrees that the facility is told, or a decision names it; either is kept and audited.
    """
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        if Referral.objects.open().filter(registration=locked).exists():
            raise WrongState(ONE_OPEN)
        if facility.kind not in KINDS_FOR.get(locked.place, ()) or not facility.published:
            raise BadInput("facility", _("Choose a facility that fits the decided place."))
        if ground not in Ground.values:
            raise BadInput("ground", _("Say why the facility may be told."))
        referral = Referral.objects.create(
            registration=locked,
            facility=facility,
            ground=ground,
            note=words.strip(),
            proposed_at=now,
            proposed_by=officer,
            answer_due_at=ruleset_for(clock.today(now)).due("referral_answer", now),
        )
        note(officer, "referral.proposed", locked, referral=referral.pk, facility=facility.pk, ground=ground)
    return referral


def revoke(referral: Referral, officer: User, *, reason: str, now: datetime | None = None) -> Referral:
    """Taken back before admission; `reason` is a key of the list referral_revoked or own words."""
    now = now or timezone.now()
    at, to = REFERRAL_STEPS["revoke"]
    with by_desk(referral.registration, officer) as locked:
        found = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk, registration=locked)
        if found.state not in at:
            raise WrongState(CHANGED)
        if not reason.strip():
            raise BadInput("reason", _("Choose a reason."))
        settle(found, to, list_name="referral_revoked", reason=reason, actor=officer, now=now)
        note(officer, "referral.revoked", locked, referral=found.pk, facility=found.facility_id)
    return found


def settle(
    referral: Referral,
    to: ReferralState,
    *,
    now: datetime,
    actor: User | None,
    list_name: str = "",
    reason: str = "",
) -> None:
    """Write a step of a locked referral; gives the place back where the step frees it. The caller has checked it."""
    held = referral.holds_a_place
    referral.state, referral.settled_at, referral.settled_by = to, now, actor
    if reason:
        referral.reason, referral.words = lists.key_and_words(list_name, reason.strip())
    if referral.answered_at is None and to in {ReferralState.ACCEPTED, ReferralState.DECLINED}:
        referral.answered_at = now
    referral.save()
    if held and not referral.holds_a_place:
        give_back(referral.facility_id)
