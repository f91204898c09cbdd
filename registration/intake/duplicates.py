"""Is a registration open already? Told only to who holds the phone: anything else would tell strangers who registered.

On the check page the same words stand for everybody. Who wants to know proves the phone of the draft by a code; then,
and only of this phone, it is said whether a registration is open, and its code is sent there again. Never a wall:
registering twice is no fault, and the desk joins what belongs together (by personal number, phone, name with birth
date: `registration.casework.lookups`).
"""

from portal.sms import outbox
from registration.casework import codes, lookups
from registration.casework.models import Registration
from registration.casework.notices import tracking_link
from registration.casework.states import OPEN, Status


def open_with(phone: str) -> list[Registration]:
    """Registrations with this phone that are prepared or open, the newest first."""
    index = lookups.phone_index(phone)
    if not index:
        return []
    states = [*OPEN, Status.PREPARED]
    found = Registration.objects.filter(phone_index=index, erased_at=None, status__in=states)
    return list(found.order_by("-created_at")[:3])


def send_codes_again(found: list[Registration], challenge: str) -> None:
    """The codes to follow them with, by the registered neutral text, to the phone that was just proved."""
    for registration in found:
        outbox.send(
            registration.phone,
            "registration_update",
            {"code": codes.display(registration.code), "link": tracking_link()},
            dedupe_key=f"again:{challenge}:{registration.pk}",
            reference=f"registration:{registration.pk}",
        )
