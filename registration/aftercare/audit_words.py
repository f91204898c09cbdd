"""The actions of aftercare in the audit log, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "follow_up.done": _("contact recorded"),
    "follow_up.missed": _("contact did not happen"),
    "follow_up.rescheduled": _("contact moved to another day"),
    "support_need.asked": _("support need noted"),
    "support_need.referred": _("support need referred"),
    "support_need.receiving": _("support begun"),
    "support_need.met": _("support need met"),
    "support_need.not_met": _("support need not met"),
    "registration.helper_read": _("person opened by the helper"),
    "aftercare.people": _("list of people opened by the helper"),
    "aftercare.desk": _("aftercare list of the desk opened"),
}
