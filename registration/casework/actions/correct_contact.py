"""The citizen corrects how to reach them: phone, safe contact, consent to text messages; the desk sees the event.

The page proves a new phone by a one-time code before it calls this. The old phone is told by a neutral message, where
messages to it were agreed to: whoever changed the number secretly is found out.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import lookups, notices
from ..errors import BadInput
from ..models import Registration
from ..turn import turn

CORRECTABLE = ("phone", "phone_shared", "contact_consent", "consent_sms", "safe_contact", "email")


def correct_contact(
    registration: Registration, changes: Mapping[str, Any], *, now: datetime | None = None
) -> Registration:
    """Corrected. `changes` are validated answers by field name (CORRECTABLE); what is unchanged is left out.

    Raises BadInput where nothing is changed, WrongState once the matter is finished.
    """
    with turn("contact", registration, None, now=now, by_citizen=True) as case:
        registration = case.registration
        before = registration.answers
        changed = {
            name: changes[name] for name in CORRECTABLE if name in changes and changes[name] != before.get(name, "")
        }
        if not changed:
            raise BadInput("phone", _("Nothing is changed yet."))
        old_phone, told = registration.phone, registration.sms_allowed
        registration.answers = before | changed
        registration.phone_index = lookups.indexes_for(registration.answers)["phone_index"]
        registration.sms_allowed = notices.allowed_by(registration.answers)
        event = case.save(
            "answers",
            "phone_index",
            "sms_allowed",
            detail={"changed": list(changed), "before": {name: before.get(name, "") for name in changed}},
            audit={"fields": sorted(changed)},
            sms=None,
        )
        if "phone" in changed and told:
            notices.tell_number(old_phone, registration, event, "contact_changed")
    return registration
