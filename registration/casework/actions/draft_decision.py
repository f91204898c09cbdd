"""An officer drafts the decision: place, day and reasons, for the chief to sign (`decide`)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from ..deciding import check
from ..errors import BadInput
from ..models import DecisionDraft, Registration
from ..turn import turn


def pending_draft(registration: Registration) -> DecisionDraft | None:
    """The draft that waits for the chief, if any."""
    return registration.decision_drafts.filter(signed_at=None, superseded_at=None).first()


def draft_decision(
    registration: Registration,
    actor: User,
    *,
    place: str,
    starts_on: date,
    reasons: str,
    now: datetime | None = None,
) -> Registration:
    """Drafted; state and clock stay. A new draft takes the place of a pending one. Raises BadInput as `decide` does."""
    with turn("draft-decision", registration, actor, now=now) as case:
        registration = case.registration
        check(registration, place, starts_on, case.now)
        if not reasons.strip():
            raise BadInput("reasons", _("Write in a few words what the decision rests on."))
        pending = registration.decision_drafts.filter(signed_at=None, superseded_at=None)
        pending.update(superseded_at=case.now)
        DecisionDraft.objects.create(
            registration=registration,
            place=place,
            starts_on=starts_on,
            reasons=reasons.strip(),
            drafted_at=case.now,
            drafted_by=actor,
        )
        case.save(audit={"place": place})
    return registration
