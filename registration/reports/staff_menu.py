"""Entries of the reports in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

from .areas import READERS

ITEMS = [
    MenuItem(
        label=_("Overview of the desks"),
        url_name="reports:overview",
        roles=(Role.COORDINATOR,),
        order=10,
        line=_("Which wards are late, who receives registrations. Numbers only."),
    ),
    MenuItem(
        label=_("Reports"),
        url_name="reports:sheet",
        roles=READERS,
        order=40,
        line=_("Figures of your ward or province, targets, and the half-year and annual reports."),
    ),
]
