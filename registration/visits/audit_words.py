"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "visit.booked": _("visit booked"),
    "visit.kept": _("visit noted: came"),
    "visit.missed": _("visit noted: did not come"),
    "visit.moved": _("visit moved"),
    "visit.cancelled": _("visit cancelled"),
    "visit.lapsed": _("visit closed without a note"),
    "visits.times": _("visiting times changed"),
    "visits.closed": _("day closed for visits"),
    "visits.opened": _("day opened for visits"),
}
