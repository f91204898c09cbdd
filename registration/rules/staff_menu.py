"""Entries of the rules in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Versions of the law"),
        url_name="rules:versions",
        roles=(Role.ADMINISTRATOR, Role.PUBLISHER),
        order=84,
        line=_("Prepare a change of the law, compare it, and let a second person approve it."),
    ),
    MenuItem(
        label=_("The law ahead"),
        url_name="rules:ahead",
        roles=(Role.POLICE_OFFICER, Role.POLICE_CHIEF),
        order=40,
        line=_("Which change of the law comes, and which of your files it touches."),
    ),
]
