"""What was agreed: appointments, and the steps of the plan. The counsellor writes them; the person ticks steps off."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.cases.errors import Ended
from hotline.cases.models import Appointment, Case, PlanStep
from hotline.cases.states import LIVE, Meeting
from portal.audit.log import record


def _locked(case: Case) -> Case:
    locked = Case.objects.select_for_update().filter(pk=case.pk, state__in=LIVE).first()
    if locked is None:
        raise Ended
    return locked


def _touch(case: Case) -> None:
    case.last_activity_at = timezone.now()
    case.save(update_fields=["last_activity_at"])


def agree(case: Case, user: Any, starts_at: datetime, where: str) -> Appointment:
    """An appointment. Raises Ended."""
    with transaction.atomic():
        locked = _locked(case)
        made = Appointment.objects.create(case=locked, starts_at=starts_at, where=where)
        _touch(locked)
        record(user, "case.appointment", "case", str(case.pk))
    return made


def settle_meeting(case: Case, user: Any, number: int, state: Meeting) -> bool:
    """What became of an appointment of this page; False where it is not planned any more. Raises Ended."""
    with transaction.atomic():
        locked = _locked(case)
        planned = Appointment.objects.filter(case=locked, pk=number, state=Meeting.PLANNED)
        changed = planned.update(state=state)
        _touch(locked)
        if changed:
            record(user, "case.appointment", "case", str(case.pk), detail={"state": state.value})
    return bool(changed)


def add_step(case: Case, user: Any, words: str) -> PlanStep:
    """A step of the plan. Raises Ended."""
    with transaction.atomic():
        locked = _locked(case)
        step = PlanStep.objects.create(case=locked, words=words)
        _touch(locked)
        record(user, "case.plan", "case", str(case.pk))
    return step


def tick_step(case: Case, number: int, done: bool) -> bool:
    """A step is done, or after all not; False where this page has no such step. Raises Ended."""
    with transaction.atomic():
        locked = _locked(case)
        changed = PlanStep.objects.filter(case=locked, pk=number).update(done_at=timezone.now() if done else None)
        _touch(locked)
    return bool(changed)
