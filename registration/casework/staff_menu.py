"""The desks' entries in the staff menu."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

from .escalation.lists import count_for

POLICE = (Role.POLICE_OFFICER, Role.POLICE_CHIEF)
COMMITTEE = (Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR)

ITEMS = [
    MenuItem(label=_("Registrations"), url_name="casework:inbox", roles=POLICE + COMMITTEE, order=10),
    MenuItem(
        label=_("What falls due"),
        url_name="casework:warnings",
        roles=(*POLICE, *COMMITTEE, Role.COORDINATOR),
        order=12,
        count=count_for,
    ),
    MenuItem(label=_("Open with a code"), url_name="casework:open", roles=POLICE, order=11),
    MenuItem(label=_("Registers"), url_name="casework:registers", roles=POLICE + COMMITTEE, order=18),
    MenuItem(
        label=_("Open a file in an emergency"), url_name="casework:break_glass", roles=(Role.COORDINATOR,), order=19
    ),
]
