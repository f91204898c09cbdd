"""The desk puts answers right while it compares the originals: with a reason, before the decision.

The person sees that it happened, which answers it was about, and why.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import clock, correcting, lookups, notices, versions
from ..errors import BadInput
from ..models import Registration
from ..turn import turn


def correct(
    registration: Registration,
    actor: User,
    *,
    answers: Mapping[str, Any],
    reason: str,
    version: int | None = None,
    now: datetime | None = None,
) -> Registration:
    """Corrected. `answers` are validated, by name (`correcting.FIELDS`); what is unchanged is left out.

    `version` is what the officer's page showed. Raises Stale, BadInput where nothing is changed or no reason is
    given, and whatever `turn` refuses.
    """
    with turn("correct", registration, actor, now=now) as case:
        registration = case.registration
        versions.check(registration, version)
        before = registration.answers
        changes = correcting.changed(before, answers)
        if not changes:
            raise BadInput("", _("Nothing is changed yet."))
        if not reason.strip():
            raise BadInput("reason", _("Write by which paper, or why, this is put right."))
        after = {name: value for name, value in (before | changes).items() if name not in changes or value != ""}
        columns = lookups.indexes_for(after) | lookups.bands_for(after, clock.today(registration.created_at))
        registration.answers = after
        registration.sms_allowed = notices.allowed_by(after)
        for name, value in columns.items():
            setattr(registration, name, value)
        case.save(
            "answers",
            "sms_allowed",
            *columns,
            detail={
                "changed": list(changes),
                "before": {name: before.get(name, "") for name in changes},
                "after": changes,
                "reason": reason.strip(),
            },
            audit={"fields": sorted(changes)},
        )
    return registration
