"""Entry of this room in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        _("Texts not delivered"),
        "sms:not_arrived",
        roles=(Role.SUPERVISOR, Role.ADMINISTRATOR),
        order=80,
        line=_("Which texts did not arrive, and what to do about it."),
    ),
]
