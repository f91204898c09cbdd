"""Entries of this room in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.roles import CONTENT, Role

ITEMS = [
    MenuItem(_("Home"), "staff:home", order=0),
    MenuItem(
        _("Pages"),
        "wagtailadmin_home",
        roles=tuple(sorted(CONTENT)),
        order=60,
        line=_("Write, review and publish what people read."),
    ),
    MenuItem(
        _("Settings"),
        "wagtailadmin_home",
        roles=(Role.ADMINISTRATOR,),
        order=70,
        line=_("Days off, how wards take registrations, places that help."),
    ),
    MenuItem(
        _("Accounts"),
        "staff:accounts",
        roles=(Role.ADMINISTRATOR,),
        order=80,
        line=_("Who works here, in which role, where, and until when."),
    ),
]
