"""Entry of this room in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role
from portal.sms.alerts import alerts

ITEMS = [
    MenuItem(
        _("Text messages"),
        "sms:overview",
        roles=(Role.SUPERVISOR, Role.ADMINISTRATOR),
        order=80,
        line=_("How the texts stand, what did not arrive, what they cost, and their wording."),
        count=lambda user: len(alerts()),
    ),
]
