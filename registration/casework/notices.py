"""SMS to the citizen: registered neutral templates with code and link, only to whom agreed to it.

Called inside the action's transaction: the message exists exactly when the change does.
"""

from contextlib import suppress
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from portal.sms import outbox
from portal.sms.phones import BadPhone

from . import codes
from .models import Event, Registration


def tracking_link() -> str:
    """The public page where a registration is followed; no code in it."""
    return settings.PUBLIC_URL.rstrip("/") + _tracking_path()


@cache
def _tracking_path() -> str:
    with translation.override("vi"):
        try:
            return reverse("intake:track")
        except NoReverseMatch:
            return "/tra-cuu/"


def allowed_by(answers: dict) -> bool:
    """Whether these answers permit SMS: the consent ticked, and SMS among the ways of contact."""
    ticked = answers.get("consent_sms") in (True, "on", "yes", "true")
    return ticked and answers.get("contact_consent") in ("sms", "both")


def tell(registration: Registration, event: Event, template: str = "registration_update") -> None:
    """Send the citizen one neutral SMS about `event`; nothing without consent or phone."""
    if registration.sms_allowed and registration.phone:
        tell_number(registration.phone, registration, event, template)


def tell_number(phone: str, registration: Registration, event: Event, template: str) -> None:
    """The same to a number that the caller chose: the one that was the person's until now."""
    # A number that cannot be reached must not stop the desk's work.
    with suppress(BadPhone):
        outbox.send(
            phone,
            template,
            {"code": codes.display(registration.code), "link": tracking_link()},
            dedupe_key=f"registration:{registration.pk}:{event.seq}",
            reference=f"registration:{registration.pk}",
        )


def remind(registration: Registration, template: str, key: str) -> None:
    """Remind the citizen by one neutral SMS; the same `key` again sends nothing. It lapses unsent within the day.

    Nothing without consent or phone. Raises BadPhone.
    """
    if registration.sms_allowed and registration.phone:
        outbox.send(
            registration.phone,
            template,
            {"code": codes.display(registration.code), "link": tracking_link()},
            dedupe_key=f"reminder:{registration.pk}:{key}",
            reference=f"registration:{registration.pk}",
        )
