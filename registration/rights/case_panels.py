"""On the page of one registration: open data requests, for the head of the desk who answers them."""

from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from registration.casework.desks import Desks
from registration.casework.models import Registration
from registration.casework.panels import Panel

from .models import DataRequest


def _show(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """The open requests with how much they press; nothing for who may not answer."""
    now = timezone.now()
    found = DataRequest.objects.visible_to(user).filter(registration=registration).open()
    rows = [(one, one.level(now)) for one in found]
    return {"rows": rows} if rows else None


PANELS = [Panel("data_requests", "rights/panel.html", _show, order=30)]
