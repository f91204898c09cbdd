"""Neutral texts to somebody who agreed to them: kept, and missed. Never a name, a service or a reason."""

from hotline.callbacks.models import Task
from portal.calendar.deadlines import VIETNAM
from portal.sms import outbox
from portal.sms.models import OutboundMessage

TEMPLATES = ("call_back_kept", "call_back_missed", "chat_new_message")


def tell_kept(task: Task) -> None:
    """That the wish is kept, and for when."""
    if task.may_text and task.phone:
        _send(task, "call_back_kept", {"time": f"{task.due_at.astimezone(VIETNAM):%H:%M %d/%m}"})


def tell_missed(task: Task) -> None:
    """That the call did not come through and will not be tried again by itself."""
    if task.may_text and task.phone:
        _send(task, "call_back_missed", {})


def forget_texts(task: Task) -> None:
    """Destroy what was texted for the task; what still waits is not sent. Within the caller's transaction."""
    OutboundMessage.objects.filter(reference__in=[_name(task, template) for template in TEMPLATES]).delete()


def tell_answer(task: Task, code: str, link: str) -> None:
    """That an answer waits on the web."""
    _send(task, "chat_new_message", {"code": code, "link": link})


def _name(task: Task, template: str) -> str:
    return f"hotline.task.{template}:{task.pk}"


def _send(task: Task, template: str, params: dict[str, str]) -> None:
    name = _name(task, template)
    outbox.send(task.phone, template, params, dedupe_key=name, reference=name, language=task.language)
