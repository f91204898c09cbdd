"""The data requests in the staff menu: heads of desks answer them."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Data requests"),
        url_name="rights:requests",
        roles=(Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR),
        order=40,
        line=_("What people ask about their own data, and by when you answer."),
    ),
]
