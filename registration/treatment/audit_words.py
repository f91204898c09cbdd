"""The actions of treatment in the audit log, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "referral.proposed": _("referred to a facility"),
    "referral.accepted": _("referral accepted"),
    "referral.declined": _("referral declined"),
    "referral.admitted": _("admitted to a facility"),
    "referral.discharged": _("discharged from a facility"),
    "referral.revoked": _("referral taken back"),
    "stage.recorded": _("stage of treatment written down"),
    "stage.changed": _("stage of treatment changed"),
    "provider_report.started": _("facility reported a start"),
    "provider_report.stopped": _("facility reported a stop"),
    "provider_report.ending": _("facility gave notice of the end"),
    "provider_report.completed": _("facility reported completion"),
    "treatment_plan.kept": _("treatment plan written"),
    "contract.kept": _("contract written down"),
    "contract.went_home": _("going home after the first stages recorded"),
    "contract.person_told": _("the person reported after going home"),
    "public_step.done": _("step to a public facility done"),
    "registration.came_back": _("tied to an earlier treatment"),
    "registration.facility_read": _("person opened by a facility"),
    "facility.people": _("list of people opened by a facility"),
    "facility.places": _("places of a facility changed"),
}
