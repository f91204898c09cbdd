"""Ask the person for what is missing: the decision clock stops until the dossier is complete."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import lists
from ..errors import BadInput
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
        CompletionRequest.objects.create(
            registration=registration,
            missing=keys,
            own_words=[own for _key, own in named if own],
            message=message.strip(),
            requested_at=case.now,
            requested_by=actor,
        )
        registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).update(superseded_at=case.now)
        case.save(detail={"missing": missing, "message": message.strip()}, audit={"missing": keys})
    return registration
