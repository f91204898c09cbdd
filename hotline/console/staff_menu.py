"""The hotline's entry in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(label=_("Conversations"), url_name="console:home", roles=(Role.COUNSELLOR, Role.SUPERVISOR), order=20),
]
