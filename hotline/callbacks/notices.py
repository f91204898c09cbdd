"""Neutral texts to somebody who agreed to them: kept, and missed. Never a name, a service or a reason."""

from hotline.callbacks.models import Task
from portal.calendar.deadlines import VIETNAM
from portal.sms import outbox


def tell_kept(task: Task) -> None:
    """That the wish is kept, and for when."""
    if task.may_text and task.phone:
        _send(task, "call_back_kept", {"time": f"{task.due_at.astimezone(VIETNAM):%H:%M %d/%m}"})


def tell_missed(task: Task) -> None:
    """That the call did not come through and will not be tried again by itself."""
    if task.may_text and task.phone:
        _send(task, "call_back_missed", {})


def _send(task: Task, template: str, params: dict[str, str]) -> None:
    name = f"hotline.{template}:{task.pk}"
    outbox.send(task.phone, template, params, dedupe_key=name, reference=name, language=task.language)
