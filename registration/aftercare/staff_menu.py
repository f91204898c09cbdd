"""Entries of aftercare in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("My people"),
        url_name="aftercare:people",
        roles=(Role.HELPER,),
        order=10,
        line=_("Whom you support, when you meet next, and what they need."),
    ),
    MenuItem(
        label=_("Aftercare and support"),
        url_name="aftercare:desk",
        roles=(Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR),
        order=14,
        line=_("Contacts that are late, people without a helper, needs, and aftercare that ends soon."),
    ),
]
