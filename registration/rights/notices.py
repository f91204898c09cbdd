"""SMS about a data request: the registered neutral text that there is news, where the person agreed to messages."""

from contextlib import suppress

from portal.sms import outbox
from portal.sms.phones import BadPhone
from registration.casework import codes
from registration.casework.notices import tracking_link

from .models import DataRequest


def tell(request: DataRequest, what: str) -> None:
    """There is news; nothing without consent or phone."""
    registration = request.registration
    if not registration.sms_allowed or not registration.phone:
        return
    with suppress(BadPhone):
        outbox.send(
            registration.phone,
            "registration_update",
            {"code": codes.display(registration.code), "link": tracking_link()},
            dedupe_key=f"right:{request.pk}:{what}",
            reference=f"registration:{registration.pk}",
        )
