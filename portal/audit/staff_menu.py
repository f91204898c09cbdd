"""Entry of this room in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem

ITEMS = [
    MenuItem(_("Audit log"), "audit:log", order=90, line=_("Who read or did what, and when.")),
]
