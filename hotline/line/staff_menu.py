"""Entries of the line in the staff menu."""

from django.utils.translation import gettext_lazy as _

from hotline.line.roles import EDITORS
from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Setting up the line"),
        url_name="line:home",
        roles=EDITORS,
        order=27,
        line=_("Opening hours, texts, numbers, ready replies, danger words, topics, keeping."),
    ),
    MenuItem(
        label=_("Danger words"),
        url_name="line:danger",
        roles=(Role.COUNSELLOR,),
        order=28,
        line=_("What makes the portal show the emergency numbers, explained, with a sentence to try."),
    ),
]
