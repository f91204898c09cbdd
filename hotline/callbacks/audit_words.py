"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "task.open": _("task opened"),
    "task.take": _("task taken"),
    "task.give_back": _("task given back"),
    "task.try_again": _("task: tried in vain"),
    "task.finish": _("task ended"),
}
