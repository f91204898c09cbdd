"""Write down a stage of treatment: from when, to when, with which result. Stages overlap; lengths only warn.

The desk records them for people at home, a facility for those whom it admitted.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.casework import clock
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.casework.states import Status

from ..access import Facilitator
from ..models import Referral, StageRecord
from ..stages import stages_of
from ..states import ReferralState, StageResult
from .holding import by_desk, by_facility, note


@dataclass(frozen=True)
class StageWords:
    """What is told of one stage; open while `ended_on` is None, and only an ended stage has a result."""

    key: str
    started_on: date
    ended_on: date | None = None
    result: str = ""


def record_at_desk(
    registration: Registration, officer: User, words: StageWords, *, now: datetime | None = None
) -> StageRecord:
    """The police desk writes the stage. Raises WrongRole, WrongState, BadInput."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        return _write(locked, words, officer, None, now)


def record_at_facility(
    referral: Referral, by: Facilitator, words: StageWords, *, now: datetime | None = None
) -> StageRecord:
    """The facility that admitted the person writes the stage. Raises WrongRole, WrongState, BadInput."""
    now = now or timezone.now()
    with by_facility(referral, by) as found:
        if found.state != ReferralState.ADMITTED:
            raise WrongState(_("Stages are written down for people who are admitted."))
        return _write(found.registration, words, by.user, by.facility.pk, now)


def _write(
    registration: Registration, words: StageWords, actor: User | None, facility: int | None, now: datetime
) -> StageRecord:
    _check(registration, words, clock.today(now))
    record, made = StageRecord.objects.update_or_create(
        registration=registration,
        key=words.key,
        defaults={
            "started_on": words.started_on,
            "ended_on": words.ended_on,
            "result": words.result,
            "facility_id": facility,
            "recorded_at": now,
            "recorded_by": actor,
        },
    )
    note(actor, "stage.recorded" if made else "stage.changed", registration, stage=words.key)
    return record


def _check(registration: Registration, words: StageWords, today: date) -> None:
    """What cannot be: an unknown stage, days outside the treatment or to come, a result before the end."""
    if registration.status != Status.IN_TREATMENT or registration.started_on is None:
        raise WrongState(_("Stages are written down while the treatment runs."))
    if words.key not in {stage.key for stage in stages_of(registration)}:
        raise BadInput("key", _("Choose one of the stages."))
    if not registration.started_on <= words.started_on <= today:
        raise BadInput("started_on", _("The day lies between the start of treatment and today."))
    if words.ended_on and not words.started_on <= words.ended_on <= today:
        raise BadInput("ended_on", _("The end lies between the start of the stage and today."))
    if words.result and words.result not in StageResult.values:
        raise BadInput("result", _("Choose one of the results."))
    if words.result and not words.ended_on:
        raise BadInput("ended_on", _("A stage with a result has an end: write its last day."))
