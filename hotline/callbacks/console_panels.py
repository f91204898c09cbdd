"""Beside a conversation: its tasks, and a reminder for the counsellor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hotline.callbacks.forms import ReminderForm
from hotline.callbacks.models import Task
from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import may_act
from hotline.conversations.panels import Panel
from portal.accounts.models import User

TEMPLATE = "callbacks/panel.html"


def panel_of(conversation: Conversation, form: ReminderForm) -> dict[str, Any]:
    """The pending tasks of the conversation and the reminder's form."""
    tasks = Task.objects.pending().filter(conversation=conversation).select_related("assignee")
    return {"conversation": conversation, "tasks": list(tasks), "form": form}


def show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """For who may still act in the conversation."""
    return panel_of(conversation, ReminderForm()) if may_act(conversation, user) else None


PANELS = [Panel("tasks", _("Tasks and reminders"), TEMPLATE, show, order=50)]
