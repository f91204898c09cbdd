"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {"picture.look": _("looked at a picture of a conversation")}
