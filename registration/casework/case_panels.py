"""Casework's own parts of a registration's page: the dates of the running step, the draft, what an answer changed."""

from typing import Any

from django.utils.translation import get_language

from portal.accounts.models import User
from registration.rules.ruleset import ruleset

from . import changes, clock, places_words
from .actions.draft_decision import pending_draft
from .desks import POLICE, Desks
from .models import Registration, Suspension
from .panels import Panel
from .states import Status


def dates(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """The date to plan for and the latest one, and every time in which a clock stood still."""
    stood_still = [_suspension(one, registration) for one in registration.suspensions.all()]
    if not desks.kind(registration.ward_id) or not (registration.due_at or stood_still):
        return None
    return {"planned": clock.planned(registration), "latest": registration.due_at, "stood_still": stood_still}


def _suspension(one: Suspension, registration: Registration) -> dict[str, Any]:
    lang = "en" if (get_language() or "").startswith("en") else "vi"
    rules = ruleset(registration.rules_version)
    ground = rules.grounds.get(one.reason)
    return {
        "reason": ground.name(lang) if ground else one.reason,
        "article": rules.cite(one.article, lang),
        "words": one.own_words,
        "from": one.started_at,
        "to": one.ended_at,
        "before": one.due_before,
        "after": one.due_after,
    }


def draft(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """The decision that waits for the chief's signature."""
    if registration.status != Status.RECEIVED or desks.kind(registration.ward_id) != POLICE:
        return None
    found = pending_draft(registration)
    if found is None:
        return None
    return {
        "place": places_words.label(found.place),
        "starts_on": found.starts_on,
        "reasons": found.reasons,
        "by": found.drafted_by,
        "at": found.drafted_at,
        "own": found.drafted_by_id == user.pk,
    }


def changed(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """What the last answer changed in the dossier, field by field, while the desk has to look at it."""
    if registration.status != Status.COMPLETION_REQUESTED or desks.kind(registration.ward_id) != POLICE:
        return None
    request = registration.completion_requests.filter(closed_at=None).first()
    found = changes.of(request) if request else []
    return {"changes": found} if found else None


PANELS = [
    Panel("changes", "casework/panels/changes.html", changed, 10),
    Panel("draft", "casework/panels/draft.html", draft, 20),
    Panel("dates", "casework/panels/dates.html", dates, 30),
]
