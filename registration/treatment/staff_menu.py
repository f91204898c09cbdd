"""Entries of treatment in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("People referred to us"),
        url_name="treatment:facility",
        roles=(Role.FACILITY_STAFF,),
        order=10,
        line=_("Answer referrals, write down stages, report to the desk, and say how many places are free."),
    ),
]
