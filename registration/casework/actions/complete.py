"""The dossier is complete, by the citizen's checked answer or at the desk: the decision clock starts anew."""

from datetime import datetime

from portal.accounts.models import User

from ..models import Registration
from ..turn import turn


def complete(registration: Registration, actor: User, *, now: datetime | None = None) -> Registration:
    """Back to received, with the whole time for the decision from now."""
    with turn("complete", registration, actor, now=now) as case:
        case.registration.completion_requests.filter(closed_at=None).update(closed_at=case.now)
        case.save()
    return case.registration
