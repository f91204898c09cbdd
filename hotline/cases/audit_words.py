"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "case.begin": _("private page opened for a person"),
    "case.setup": _("new setup code for a private page"),
    "case.open": _("private page read"),
    "case.write": _("written on a private page"),
    "case.appointment": _("appointment on a private page"),
    "case.plan": _("step on a private page"),
    "case.close": _("private page closed"),
    "case.hand_over": _("private page given to a colleague"),
}
