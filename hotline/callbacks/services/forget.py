"""Words and numbers of a task go: with its conversation, by the person's wish, or when their time is over."""

from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.callbacks.notices import forget_texts
from hotline.callbacks.services.work import end
from hotline.callbacks.states import Outcome
from hotline.conversations.models import Conversation


def wipe(task: Task) -> None:
    """Destroy what a person said and what was texted to them; what stays are figures. The caller holds the row's
    lock."""
    forget_texts(task)
    task.nickname = task.phone = task.words = task.safe = task.outcome_words = ""
    task.phone_index = task.take_back_hash = ""
    task.slot_starts_at = task.slot_ends_at = task.conversation = None
    task.forgotten_at = timezone.now()
    task.save()


def forget_with(conversation: Conversation) -> None:
    """Forgetter: the tasks of a forgotten conversation end and lose their words."""
    for task in Task.objects.select_for_update().filter(conversation=conversation):
        if task.is_pending:
            end(task, None, Outcome.FORGOTTEN)
        wipe(task)
