"""Entries of the interfaces in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Reports from facilities"),
        url_name="api_clients:reports",
        roles=(Role.POLICE_OFFICER, Role.POLICE_CHIEF),
        order=15,
        line=_("Starts, stops and ends of treatment that facilities reported."),
    ),
    MenuItem(
        label=_("Systems"),
        url_name="api_clients:list",
        roles=(Role.ADMINISTRATOR,),
        order=82,
        line=_("Which other systems may call, what they may do, and their tokens."),
    ),
]
