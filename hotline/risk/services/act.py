"""What was done about a danger: steps ticked with their time, the supervisor told, the end with its outcome."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations import todo
from hotline.conversations.services.holder import lock_for
from hotline.risk.errors import NotNow
from hotline.risk.models import Assessment
from hotline.risk.protocol import protocol
from hotline.risk.services.assess import escalate, task_key
from hotline.risk.states import Level, Outcome
from portal.audit.log import record


def _locked(key: uuid.UUID, user: Any) -> Assessment:
    """The open assessment, under the lock of its conversation that `user` holds. Raises NotNow, NotFound, NotOwner."""
    found = Assessment.objects.filter(pk=key).first()
    if found is None:
        raise NotNow
    lock_for(found.conversation_id, user, live=False)
    assessment = Assessment.objects.select_for_update().open().filter(pk=key).first()
    if assessment is None:
        raise NotNow
    return assessment


def tick(key: uuid.UUID, user: Any, steps: Collection[str], words: str = "") -> Assessment:
    """Note which `steps` have been done (each keeps the time of its first tick) and `words` about them."""
    with transaction.atomic():
        assessment = _locked(key, user)
        now = timezone.now().isoformat()
        known = {step.key for step in protocol().dangers[assessment.kind].steps[Level(assessment.level)]}
        assessment.done = {step: assessment.done.get(step, now) for step in steps if step in known}
        assessment.words = words
        assessment.save(update_fields=["done", "words"])
        if "told_supervisor" in assessment.done:
            escalate(assessment, user)
    return assessment


def call_supervisor(key: uuid.UUID, user: Any) -> Assessment:
    """Ask for a supervisor, whatever the level."""
    with transaction.atomic():
        assessment = _locked(key, user)
        escalate(assessment, user)
    return assessment


def close(key: uuid.UUID, user: Any, outcome: Outcome) -> Assessment:
    """End it with `outcome`; the supervisors' task ends with it."""
    with transaction.atomic():
        assessment = _locked(key, user)
        assessment.outcome, assessment.closed_at = outcome, timezone.now()
        assessment.save(update_fields=["outcome", "closed_at"])
        todo.settle(task_key(assessment), user)
        detail = {"kind": assessment.kind, "outcome": outcome.value}
        record(user, "risk.close", "conversation", str(assessment.conversation_id), detail=detail)
    return assessment
