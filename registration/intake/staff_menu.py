"""Intake's entry in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Register a person"), url_name="clerk:new", roles=(Role.POLICE_OFFICER, Role.POLICE_CHIEF), order=12
    ),
]
