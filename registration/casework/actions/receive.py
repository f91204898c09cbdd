"""Receive a prepared dossier: originals compared, the decision clock starts (Decree 163/2026, art. 89, 91)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.rules.ruleset import ruleset_for

from .. import clock
from ..errors import BadInput
from ..models import Registration
from ..turn import turn


def receive(
    registration: Registration, actor: User, *, identity_compared: bool, now: datetime | None = None
) -> Registration:
    """Received now. Raises BadInput without the identity compared, and whatever `turn` refuses."""
    with turn("receive", registration, actor, now=now) as case:
        if not identity_compared:
            raise BadInput("identity_compared", _("Compare the person with the original papers or VNeID first."))
        registration = case.registration
        # The law of the day of receipt governs, not that of the day the form was filled in.
        registration.rules_version = ruleset_for(clock.today(case.now)).version
        registration.received_at = case.now
        # A relative's request is confirmed by the person, who stands before the officer.
        confirmed = registration.answers.pop("request_unconfirmed", None) is not None
        case.save(
            "rules_version",
            "received_at",
            "answers",
            audit={"request_confirmed": confirmed},
        )
    return registration
