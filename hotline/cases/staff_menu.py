"""The private pages in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Private pages"),
        url_name="cases:cases",
        roles=(Role.COUNSELLOR, Role.SUPERVISOR),
        order=24,
        line=_("People you go on working with: messages, appointments, the plan."),
    ),
]
