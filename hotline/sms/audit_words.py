"""What the log says of this room's actions, in words that people read."""

from django.utils.translation import gettext_lazy as _

WORDS = {"conversation.sms_retry": _("tried words again that had not arrived as a text message")}
