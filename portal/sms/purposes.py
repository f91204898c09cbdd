"""What each registered text is for, in words for staff; the code's name where a new text has none yet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PURPOSES: dict[str, Any] = {
    "registration_prepared": _("Papers are prepared"),
    "registration_received": _("Papers were received"),
    "registration_update": _("There is news about the papers"),
    "registration_reminder": _("Something falls due soon"),
    "registration_request": _("A relative asks on somebody's behalf"),
    "draft_saved": _("What was written is saved"),
    "appointment": _("An appointment was made"),
    "appointment_reminder": _("An appointment is near"),
    "contact_changed": _("The phone number was changed"),
    "one_time_code": _("One-time code"),
    "chat_new_message": _("There is a new message in the chat"),
    "hotline_auto_reply": _("First answer with the hours"),
    "hotline_danger": _("Emergency numbers"),
    "hotline_no_pictures": _("Pictures are not received"),
    "feedback_update": _("Feedback was answered"),
    "call_back_kept": _("A call-back is agreed"),
    "call_back_missed": _("A call-back did not reach the person"),
    "referral_notice": _("Notice to a receiving place"),
}


def purpose_of(template: str, side: str = "") -> str:
    """The words for `template`; without a template it is a counsellor's answer."""
    if not template:
        return str(_("A counsellor's answer")) if side == "hotline" else side
    return str(PURPOSES.get(template, template))
