"""Feedback in the staff menu."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.feedback.desks import ROLES
from hotline.feedback.models import Ticket
from portal.accounts.menu import MenuItem
from portal.accounts.models import Role, User


def pressing_for(user: User) -> int:
    """How many tickets at the user's desks are over a clock."""
    return Ticket.objects.at_desks_of(user).pressing(timezone.now()).count()


ITEMS = [
    MenuItem(
        label=pgettext_lazy("staff menu", "Feedback"),
        url_name="feedback_desk:tickets",
        roles=ROLES,
        order=25,
        line=_("What people report about services, and what has to be answered."),
        count=pressing_for,
    ),
    MenuItem(
        label=_("Report a difficulty"),
        url_name="feedback_desk:difficulty",
        roles=tuple(Role),
        order=90,
        line=_("What makes your work hard: rules, cooperation, means, software."),
    ),
]
