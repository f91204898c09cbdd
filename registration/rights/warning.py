"""Data requests among the warnings of a head of desk: how many are over time, how many nearly."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.accounts.models import User
from registration.casework.escalation.beside import Line

from .models import DataRequest

MOST = 500


def pressing(user: User, now: datetime) -> list[Line]:
    """Open requests that `user` answers, by how much they press."""
    levels = [one.level(now) for one in DataRequest.objects.visible_to(user).open()[:MOST]]
    return [
        Line(_("Data requests over time"), levels.count("over"), "rights:requests"),
        Line(_("Data requests nearly due"), levels.count("near"), "rights:requests"),
    ]
