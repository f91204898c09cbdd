"""Changes of the line in the words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "line.changed": _("part of the line changed"),
    "line.taken_back": _("change of the line taken back"),
}
