"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "risk.assess": _("danger assessed"),
    "risk.escalate": _("supervisor called for a danger"),
    "risk.close": _("assessment of a danger ended"),
}
