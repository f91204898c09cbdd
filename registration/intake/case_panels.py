"""On the page of one registration: the person has changed how to reach them, so that nobody rings the old number."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from registration.casework import answer_words
from registration.casework.desks import Desks
from registration.casework.models import Registration
from registration.casework.panels import Panel

NEW = timedelta(days=14)


def _show(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """The last correction, for two weeks: when, and which answers; the words themselves stand in the dossier."""
    event = registration.events.filter(kind="contact", at__gt=timezone.now() - NEW).order_by("-seq").first()
    if event is None or not event.detail:
        return None
    changed = event.detail.get("changed", [])
    return {"at": event.at, "labels": [answer_words.label(name) for name in changed], "phone": "phone" in changed}


PANELS = [Panel("contact", "intake/parts/contact_panel.html", _show, order=5)]
