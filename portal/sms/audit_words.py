"""What the log says of this room's actions, in words that people read."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "sms_wording.write": _("wrote a new wording of a text message"),
    "sms_wording.register": _("noted that a wording is registered with the operator"),
    "sms_wording.use": _("took a wording of a text message into use"),
    "sms_wording.retire": _("retired a wording of a text message"),
}
