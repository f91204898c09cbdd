"""The kinds of danger and the reasons of the rules in the words of the staff pages."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "overdose": _("overdose, not breathing, not waking"),
    "suicide": _("thinking of ending one's life, hurting oneself"),
    "withdrawal": _("seizure or confusion, also after stopping alcohol or sedatives"),
    "violence": _("violence, threats, being locked in"),
}
REASONS = {
    "harmless": _("does not count: the words around it are harmless"),
    "negated": _("does not count: a word before it says no"),
    "": _("counts"),
}
