"""A relative's request becomes the person's own registration: by the person's word alone, by code to their own phone.

Until then nobody at a ward sees it and nothing is filed (Decree 163/2026, art. 89). At the desk the same happens in
`receive`, with the person standing before the officer. The page that calls this has proved the person's phone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import notices
from ..errors import BadInput, WrongState
from ..models import Registration
from ..turn import TOOK_TOO_LATE, turn
from .file_prepared import file_prepared

UNCONFIRMED = "request_unconfirmed"


def confirm_request(
    registration: Registration, consents: Mapping[str, Any], *, file_now: bool = False, now: datetime | None = None
) -> Registration:
    """Confirmed with the person's own `consents` (field names of contract §4, step `cam-ket`).

    `file_now` files it at once where the ward accepts filings. Raises BadInput, WrongState.
    """
    for name in ("truthful", "consent_processing"):
        if consents.get(name) != "yes":
            raise BadInput(name, _("This needs your own yes."))
    with transaction.atomic():
        with turn("confirm-request", registration, None, now=now, by_citizen=True) as case:
            confirmed = case.registration
            if confirmed.answers.pop(UNCONFIRMED, None) is None:
                raise WrongState(TOOK_TOO_LATE)
            confirmed.answers |= {name: value for name, value in consents.items() if value}
            confirmed.sms_allowed = notices.allowed_by(confirmed.answers)
            case.save("answers", "sms_allowed", sms=None if file_now else "registration_prepared")
        return file_prepared(confirmed, now=now) if file_now else confirmed
