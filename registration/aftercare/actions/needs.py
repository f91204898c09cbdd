"""A need for support: asked for, referred, being supported, met or not met.

The committee desk of the ward carries it; a helper may note a new one. A settled need stays settled; the same need may
be asked for again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log
from portal.places.models import Facility
from registration.casework import clock, lists
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.casework.scope import RegistrationQuerySet

from ..access import people_of, supported_by_desk
from ..models import SupportNeed
from ..states import NEED_STEPS, Need, NeedState
from .holding import holding

TOO_LATE = _("This need has changed in the meantime, so nothing was done. Look at it again.")


@dataclass(frozen=True)
class Step:
    """What a step of the desk says: provider (of the directory or as typed), reason (key or own words), result."""

    facility: Facility | None = None
    provider: str = ""
    reason: str = ""
    words: str = ""


def ask(
    registration: Registration, actor: User, kind: str, *, source: SupportNeed.Source, now: datetime | None = None
) -> SupportNeed:
    """Note a need, or find the open one of the same kind. Raises WrongRole, BadInput."""
    now = now or timezone.now()
    scope: Callable[[User], RegistrationQuerySet] = supported_by_desk
    if source == SupportNeed.Source.HELPER:
        scope = people_of
    if kind not in Need.values:
        raise BadInput("kind", _("Choose what is needed."))
    with holding(registration, actor, scope) as locked:
        if found := SupportNeed.objects.open().filter(registration=locked, kind=kind).first():
            return found
        need = SupportNeed.objects.create(
            registration=locked,
            ward_id=locked.ward_id,
            kind=kind,
            source=source,
            asked_on=clock.today(now),
            noted_by=actor,
            changed_at=now,
        )
        _note(actor, "asked", need)
    return need


def advance(need: SupportNeed, actor: User, name: str, step: Step, *, now: datetime | None = None) -> SupportNeed:
    """Take the step `name` (`NEED_STEPS`) with the words it needs. Raises WrongRole, WrongState, BadInput."""
    now = now or timezone.now()
    at, to = NEED_STEPS[name]
    with holding(need.registration, actor, supported_by_desk) as locked:
        need = SupportNeed.objects.select_for_update(of=("self",)).get(pk=need.pk, registration=locked)
        if need.state not in at:
            raise WrongState(TOO_LATE)
        _WRITE[to](need, step)
        need.state, need.changed_at = to, now
        setattr(need, _DAY[to], clock.today(now))
        need.save()
        _note(actor, to.value, need)
    return need


def _provider(need: SupportNeed, step: Step) -> None:
    if step.facility is not None or step.provider.strip():
        need.facility, need.provider = step.facility, "" if step.facility else step.provider.strip()
    if not need.provider_name:
        raise BadInput("provider", _("Choose who supports, or write who it is."))


def _result(need: SupportNeed, step: Step) -> None:
    need.words = step.words.strip()


def _unmet(need: SupportNeed, step: Step) -> None:
    if not step.reason.strip():
        raise BadInput("reason", _("Choose a reason."))
    need.reason, own = lists.key_and_words("need_not_met", step.reason.strip())
    need.words = own or step.words.strip()


_WRITE: dict[NeedState, Callable[[SupportNeed, Step], None]] = {
    NeedState.REFERRED: _provider,
    NeedState.RECEIVING: _provider,
    NeedState.MET: _result,
    NeedState.NOT_MET: _unmet,
}
_DAY = {
    NeedState.REFERRED: "referred_on",
    NeedState.RECEIVING: "receiving_on",
    NeedState.MET: "met_on",
    NeedState.NOT_MET: "not_met_on",
}


def _note(actor: User, what: str, need: SupportNeed) -> None:
    detail = {"need": need.pk, "kind": need.kind, "ward": need.ward_id}
    log.record(actor, f"support_need.{what}", "registration", str(need.registration_id), detail=detail)
