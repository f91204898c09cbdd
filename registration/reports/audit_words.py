"""The actions of the reports in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "report.begin": _("report begun"),
    "report.refresh": _("report counted again"),
    "report.check": _("report checked"),
    "report.hand-back": _("report handed back"),
    "report.send": _("report marked as sent"),
    "report.correct": _("report corrected in a new version"),
    "report.discard": _("draft of a report discarded"),
    "report.list": _("files behind a figure listed"),
    "report.export": _("figures exported"),
    "report.target": _("target set"),
    "report.number": _("number typed in"),
    "report.publish": _("public counts published"),
}
