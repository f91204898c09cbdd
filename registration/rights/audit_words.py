"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "right.asked": _("data request sent"),
    "right.taken_back": _("data request taken back"),
    "right.in_hand": _("data request: first answer"),
    "right.granted": _("data request met"),
    "right.refused": _("data request refused"),
    "right.extended": _("data request: more time taken"),
}
