"""What can go wrong with a task, in words for the person at the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class TaskRefused(Exception):
    """Base: understood and refused."""

    words: Any = _("This cannot be done with this task now. Look at it again.")


class NotNow(TaskRefused):
    """The task's state does not allow it (somebody was quicker, or it has ended)."""


class NotYours(TaskRefused):
    """Somebody else has taken the task."""

    words = _("A colleague has taken this task.")
