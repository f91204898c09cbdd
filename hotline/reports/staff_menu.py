"""The figures' entry in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Figures of the line"),
        url_name="hotline_reports:home",
        roles=(Role.SUPERVISOR,),
        order=26,
        line=_("Volumes, waits, answered within 60 seconds, outcomes, satisfaction, costs."),
    )
]
