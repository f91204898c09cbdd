"""How the audit log names what counsellors do in a conversation."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "conversation.open": _("conversation opened"),
    "conversation.panels": _("looked at what lies beside a conversation"),
    "conversation.take": _("conversation taken"),
    "conversation.take_over": _("conversation taken over"),
    "conversation.release": _("conversation put back in the queue"),
    "conversation.transfer": _("conversation handed over"),
    "conversation.note": _("note kept beside a conversation"),
    "conversation.whisper": _("whispered to the holder of a conversation"),
    "conversation.invite": _("asked a colleague to read along"),
    "conversation.uninvite": _("ended a colleague's reading along"),
    "conversation.handover": _("way to registering sent to the person"),
    "conversation.close": _("conversation ended"),
}
