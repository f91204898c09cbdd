"""A relative's request for an adult: how the person is asked, and who may answer for them.

Nothing is filed and no ward sees it before the person says yes (Decree 163/2026, article 89): by a code to their own
phone (`views.confirm`), or standing at the desk (`casework.actions.receive`). The relative's phone is never the
person's own: then only the desk is left.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.privacy import throttle
from portal.sms import outbox
from registration.casework import tracking
from registration.casework.models import Registration
from registration.casework.states import Status
from registration.intake import code_limits

UNCONFIRMED = "request_unconfirmed"
BY_SMS = "sms"
A_DAY = (2, 24 * 3600)


def has_own_phone(answers: dict[str, Any]) -> bool:
    """Whether the person can be asked by SMS: a number that is not the writer's, and that codes may go to."""
    phone = str(answers.get("phone") or "")
    return bool(phone) and phone != answers.get("writer_phone") and code_limits.may_receive(phone)


def asks_by_sms(answers: dict[str, Any]) -> bool:
    """Whether the writer chose that the portal asks the person."""
    return answers.get("ask_person") == BY_SMS and has_own_phone(answers)


def confirm_link() -> str:
    """The public page where the person answers; no code in it."""
    with translation.override("vi"):
        return settings.PUBLIC_URL.rstrip("/") + reverse("intake:confirm")


def ask(registration: Registration) -> None:
    """One neutral SMS to the person: there is something to read, with code and link. In the caller's transaction.

    At most two a day to one phone, out of the same budget as the codes: nobody can be pestered with requests.
    """
    if not (throttle.allow("request-sms", registration.phone, *A_DAY) and code_limits.spend()):
        return
    outbox.send(
        registration.phone,
        "registration_request",
        {"code": registration.display_code, "link": confirm_link()},
        dedupe_key=f"registration-request:{registration.pk}",
        reference=f"registration:{registration.pk}",
    )


def find(code: str, phone: str) -> str:
    """The id of the request with this code that waits for the owner of `phone`, or an empty text."""
    found = tracking.find(code, phone)
    return str(found.pk) if found and waits(found) else ""


def waits(registration: Registration) -> bool:
    """Whether the request still waits for the person's word by phone."""
    return (
        registration.status == Status.PREPARED
        and bool(registration.answers.get(UNCONFIRMED))
        and has_own_phone(registration.answers)
    )


def load(subject: str) -> Registration | None:
    """The request behind a proof, while it waits."""
    if not subject:
        return None
    found = Registration.objects.select_related("ward__province").filter(pk=subject, erased_at=None).first()
    return found if found and waits(found) else None
