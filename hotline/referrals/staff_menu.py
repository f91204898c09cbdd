"""The receiving points in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Receiving points"),
        url_name="referrals:points",
        roles=(Role.SUPERVISOR, Role.ADMINISTRATOR),
        order=28,
        line=_("Facilities, clubs, legal aid and job centres to which counsellors pass on."),
    ),
]
