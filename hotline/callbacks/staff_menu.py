"""The tasks in the staff menu."""

from django.utils.translation import gettext_lazy as _

from hotline.callbacks.lists import how_many_wait
from portal.accounts.menu import MenuItem
from portal.accounts.models import Role

ITEMS = [
    MenuItem(
        label=_("Tasks"),
        url_name="callbacks:tasks",
        roles=(Role.COUNSELLOR, Role.SUPERVISOR),
        order=22,
        line=_("Who waits for a call, what was left out of hours, your reminders."),
        count=how_many_wait,
    ),
]
