"""Record that treatment stopped before its end, with a reason from the list."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from ..errors import BadInput
from ..models import Registration
from ..turn import turn


def stop(registration: Registration, actor: User, *, reason: str, now: datetime | None = None) -> Registration:
    """Stopped. `reason` is a key of the list "stopped" or own words."""
    with turn("stop", registration, actor, now=now) as case:
        if not (reason := reason.strip()):
            raise BadInput("reason", _("Choose a reason."))
        case.registration.finished_at = case.now
        case.save("finished_at", detail={"reason": reason})
    return case.registration
