"""Whose registration this browser may follow: proved by code, phone and a texted code, for half an hour.

What weighs more (taking one's data along, another phone) needs a proof of the last five minutes: `fresh`.
"""

from django.http import HttpRequest, HttpResponse

from portal.privacy import tokens
from registration.casework import tracking
from registration.casework.models import Registration
from registration.intake import cookies, otp
from registration.intake.proving import Proof

FRESH_S = 300


def _find(code: str, phone: str) -> str:
    registration = tracking.find(code, phone)
    return str(registration.pk) if registration else ""


PROOF = Proof("track", cookies.TRACK, _find)
AGAIN = Proof("track-again", cookies.AGAIN, _find)


def registration_of(request: HttpRequest) -> Registration | None:
    """The registration that this browser has proved, or None."""
    subject = PROOF.subject(request)
    if not subject:
        return None
    return Registration.objects.select_related("ward__province").filter(pk=subject, erased_at=None).first()


def is_fresh(request: HttpRequest, registration: Registration) -> bool:
    """Whether the phone was proved in the last five minutes, when coming here or again since."""
    return str(registration.pk) in {PROOF.subject(request, FRESH_S), AGAIN.subject(request, FRESH_S)}


def ask_again(request: HttpRequest, registration: Registration, response: HttpResponse) -> None:
    """Send a code to the registration's phone once more, for what needs a fresh proof. Raises otp.TooMany."""
    otp.check_limits(request, AGAIN.purpose, registration.phone)
    challenge = otp.ask(AGAIN.purpose, registration.phone, str(registration.pk))
    cookies.AGAIN.write(response, tokens.sign({"asked": challenge}, f"{AGAIN.purpose}-asked"))
