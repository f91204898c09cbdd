"""On the page of one registration: its visits, for the police desk that receives the person."""

from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from registration.casework.desks import POLICE, Desks
from registration.casework.models import Registration
from registration.casework.panels import Panel

from .models import Appointment
from .states import State
from .views.desk import Row, can_note

SHOWN = 3


def _show(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """The last visits with what can be noted; nothing for other desks or without a visit."""
    if desks.kind(registration.ward_id) != POLICE:
        return None
    now = timezone.now()
    found = Appointment.objects.filter(registration=registration, ward=registration.ward_id).exclude(
        state__in=[State.MOVED, State.CANCELLED]
    )
    rows = [
        Row(visit, "", registration.display_code, can_note(visit, now))
        for visit in found.select_related("ward").order_by("-starts_at")[:SHOWN]
    ]
    return {"rows": rows} if rows else None


PANELS = [Panel("visits", "visits/panel.html", _show, order=20)]
