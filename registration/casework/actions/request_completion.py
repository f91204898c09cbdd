"""Ask the person for what is missing: the decision clock stops until the dossier is complete."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset

from .. import clock, lists
from ..deciding import supersede_pending
from ..errors import BadInput
from ..escalation import raising
from ..models import CompletionRequest, Registration
from ..turn import turn


def request_completion(
    registration: Registration, actor: User, *, missing: Sequence[str], message: str, now: datetime | None = None
) -> Registration:
    """Completion requested. `missing` are keys of the list "missing" or own words, `message` is for the person."""
    with turn("request-completion", registration, actor, now=now) as case:
        missing = [one.strip() for one in missing if one.strip()]
        if not missing:
            raise BadInput("missing", _("Choose at least one part that is missing."))
        if not message.strip():
            raise BadInput("message", _("Write in a few words what the person should bring and how."))
        registration = case.registration
        named = [lists.key_and_words("missing", one) for one in missing]
        keys = list(dict.fromkeys(key for key, _own in named))
        rules = ruleset(registration.rules_version)
        due_at = rules.due("completion", case.now) if "completion" in rules.deadlines else None
        CompletionRequest.objects.create(
            registration=registration,
            missing=keys,
            own_words=[own for _key, own in named if own],
            message=message.strip(),
            requested_at=case.now,
            due_at=due_at,
            requested_by=actor,
        )
        supersede_pending(registration, case.now)
        case.save(
            watch=(raising.COMPLETION, due_at),
            detail={"missing": missing, "message": message.strip(), "due_at": clock.today(due_at) if due_at else ""},
            audit={"missing": keys},
        )
    return registration
