"""Steps of the versions of the law in the words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "rules.drafted": _("version of the law drafted"),
    "rules.saved": _("draft of the law saved"),
    "rules.handed_in": _("version of the law handed to review"),
    "rules.taken_back": _("version of the law taken back from review"),
    "rules.sent_back": _("version of the law sent back to its author"),
    "rules.approved": _("version of the law approved"),
    "rules.withdrawn": _("version of the law withdrawn"),
}
