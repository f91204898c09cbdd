"""The desk's visits in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Visits"),
        url_name="visits:visits",
        roles=(Role.POLICE_OFFICER, Role.POLICE_CHIEF),
        order=13,
        line=_("Who comes to the desk today and in the next days."),
    ),
]
