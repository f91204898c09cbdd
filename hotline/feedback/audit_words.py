"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "feedback.send": _("feedback: sent"),
    "feedback.read": _("feedback: read"),
    "feedback.photo": _("feedback: photo looked at"),
    "feedback.acknowledge": _("feedback: confirmed"),
    "feedback.forward": _("feedback: passed on"),
    "feedback.accept": _("feedback: accepted"),
    "feedback.send_back": _("feedback: sent back"),
    "feedback.answer": _("feedback: answered"),
    "feedback.refer_away": _("feedback: another body named"),
    "feedback.ask_again": _("feedback: asked again"),
    "feedback.close": _("feedback: closed"),
    "feedback.note": _("feedback: note written"),
    "feedback.erase": _("feedback: erased by the person"),
}
