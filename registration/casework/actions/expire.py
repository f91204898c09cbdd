"""A prepared dossier that nobody brought to the desk in time is erased by the portal."""

from datetime import datetime

from ..erasure import erase
from ..models import Registration
from ..turn import turn


def expire(registration: Registration, *, now: datetime | None = None) -> Registration:
    """Expired and erased."""
    with turn("expire", registration, None, now=now, by_citizen=True) as case:
        case.registration.finished_at = case.now
        case.save("finished_at")
        erase(case.registration, case.now)
    return case.registration
