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
    """Completion requested. `missing` are keys of the list "missing", `message` the officer's words to the person."""
    with turn("request-completion", registration, actor, now=now) as case:
        if not missing or any(key not in lists.entries("missing") for key in missing):
            raise BadInput("missing", _("Choose at least one part that is missing."))
        if not message.strip():
            raise BadInput("message", _("Write in a few words what the person should bring and how."))
        registration = case.registration
        CompletionRequest.objects.create(
            registration=registration,
            missing=list(missing),
            message=message.strip(),
            requested_at=case.now,
            requested_by=actor,
        )
        registration.not_eligible_proposals.filter(confirmed_at=None, superseded_at=None).update(superseded_at=case.now)
        case.save(detail={"missing": list(missing), "message": message.strip()}, audit={"missing": list(missing)})
    return registration
