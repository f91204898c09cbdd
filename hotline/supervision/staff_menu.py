"""The supervisor's entries in the staff menu; blocks that wait to be looked at are counted."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import HOTLINE, Role

ITEMS = [
    MenuItem(label=_("The line now"), url_name="supervision:board", roles=(Role.SUPERVISOR,), order=21),
    MenuItem(label=_("Shifts"), url_name="supervision:shifts", roles=tuple(HOTLINE), order=26),
]
