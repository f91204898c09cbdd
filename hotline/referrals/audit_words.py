"""The room's actions in words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "referral.pass_on": _("passed on to a receiving point"),
    "referral.withdraw": _("referral stopped"),
    "referral.open": _("referral opened"),
    "referral.point": _("receiving point saved"),
}
