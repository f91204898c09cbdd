"""What is done about other systems, and what they do, in the words of the audit log."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "api.create": _("registration handed in by another system"),
    "api.read": _("state of a registration read by another system"),
    "api.report.started": _("facility reported a start"),
    "api.report.stopped": _("facility reported a stop"),
    "api.report.completed": _("facility reported a completion"),
    "api.referrals": _("list of referrals read by the facility's system"),
    "api.event.accepted": _("facility's system: referral accepted"),
    "api.event.declined": _("facility's system: referral declined"),
    "api.event.admitted": _("facility's system: person admitted"),
    "api.event.discharged": _("facility's system: person discharged"),
    "api.event.started": _("facility's system reported a start"),
    "api.event.stopped": _("facility's system reported a stop"),
    "api.event.ending": _("facility's system reported that treatment ends soon"),
    "api.event.completed": _("facility's system reported a completion"),
    "api.event.stage": _("facility's system wrote down a stage"),
    "api_client.registered": _("system registered"),
    "api_client.changed": _("rights of a system changed"),
    "api_client.token_renewed": _("token of a system renewed"),
    "api_client.activated": _("system let in again"),
    "api_client.deactivated": _("system shut out"),
    "api_webhook.added": _("webhook added"),
    "api_webhook.changed": _("webhook changed"),
    "api_webhook.secret_renewed": _("secret of a webhook renewed"),
    "api_webhook.activated": _("webhook switched on"),
    "api_webhook.deactivated": _("webhook switched off"),
    "api_webhook.tried": _("trial message sent to a webhook"),
    "api_webhook.replayed": _("given-up messages of a webhook sent again"),
}
