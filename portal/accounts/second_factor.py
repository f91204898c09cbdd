"""The second factor: an authenticator's code (TOTP, django-otp) or one of ten recovery codes.

A TOTP code works once (django-otp keeps the last used step, under a row lock). Recovery codes are
kept only as keyed fingerprints; one of them also clears the delay that wrong TOTP codes have
built up, so that whoever knows the password cannot shut the owner out.
"""

from dataclasses import dataclass

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice

from portal.accounts.authenticators import Authenticator, new_key
from portal.accounts.events import announce
from portal.accounts.models import User
from portal.privacy import throttle
from portal.privacy.index import blind_index

AUTHENTICATOR, RECOVERY = "authenticator", "recovery codes"
CODES = 10
CODE_LENGTH = 10
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
STORED_LENGTH = 16  # what django-otp's column holds
DIGITS = 6


@dataclass
class WaitFirst(Exception):
    """Too many wrong codes: nothing is checked for `seconds`."""

    seconds: int


def is_enrolled(user: User) -> bool:
    """Whether the person has a confirmed authenticator."""
    return Authenticator.objects.filter(user=user, confirmed=True).exists()


def verify(user: User, token: str, *, purpose: str = "sign-in") -> Device | None:
    """The device that accepts `token`, or None. Uses the code up.

    `purpose` separates the counting, so that wrong codes at sign-in do not slow a working officer's
    confirmations. Call it outside the transaction of the action that it protects: a rollback would
    make the code valid again. Raises WaitFirst, and ThrottleUnavailable when nothing can be counted.
    """
    scope = f"second-factor.{purpose}"
    if wait := throttle.attempt(scope, str(user.pk), free=5, first_s=2, longest_s=300):
        raise WaitFirst(wait)
    device = _verify(user, normalise(token))
    if device is not None:
        throttle.forget(scope, str(user.pk))
        return device
    announce(None, "second_factor.refused", user, purpose=purpose)
    return None


def normalise(token: str) -> str:
    """Without the spaces and hyphens that people type between groups, in lower case."""
    return "".join(letter for letter in token.lower() if letter.isalnum())


def _verify(user: User, token: str) -> Device | None:
    if len(token) == DIGITS and token.isascii() and token.isdigit():
        for device in Authenticator.objects.filter(user=user, confirmed=True):
            _refuse_while_locked(device)
            if verify_token(user, device.persistent_id, token):
                return device
        return None
    for device in StaticDevice.objects.filter(user=user, confirmed=True):
        if verify_token(user, device.persistent_id, _stored(token)):
            for authenticator in Authenticator.objects.filter(user=user):
                authenticator.throttle_reset()
            announce(user, "recovery_code.used", left=codes_left(user))
            return device
    return None


def _refuse_while_locked(device: Authenticator) -> None:
    """django-otp's own delay, kept in the database: it still counts after Valkey forgot."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        locked_for = (why or {})["locked_until"] - timezone.now()
        raise WaitFirst(int(locked_for.total_seconds()) + 1)


# --- enrolment --------------------------------------------------------------------------------------------------


def begin_enrolment(user: User) -> Authenticator:
    """The authenticator that waits for its first code; the same one while the page is reloaded."""
    waiting = Authenticator.objects.filter(user=user, confirmed=False).first()
    return waiting or Authenticator.objects.create(user=user, name=AUTHENTICATOR, confirmed=False, key=new_key())


@transaction.atomic
def confirm_enrolment(user: User, token: str) -> Authenticator | None:
    """Confirm the waiting authenticator by its first code; None when the code is wrong.

    Raises WaitFirst. A person who is enrolled already confirms nothing here.
    """
    if wait := throttle.attempt("second-factor.enrol", str(user.pk), free=10):
        raise WaitFirst(wait)
    User.objects.select_for_update().get(pk=user.pk)
    if is_enrolled(user):
        return None
    device = begin_enrolment(user)
    if not verify_token(user, device.persistent_id, normalise(token)):
        return None
    device.refresh_from_db()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    announce(user, "second_factor.enrolled")
    return device


def qr_svg(device: Authenticator) -> str:
    """The authenticator's address as an inline SVG picture (no style attributes: the CSP forbids them)."""
    code = segno.make(device.config_url, error="m")
    return code.svg_inline(scale=5, border=3, dark="#1f2a2a", light="#ffffff", svgclass="dv-qr", lineclass=None)


def typed_key(device: Authenticator) -> str:
    """The secret as one types it: base 32 in groups of four."""
    text = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


# --- recovery codes ---------------------------------------------------------------------------------------------


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten new codes, as shown once to the person; earlier ones stop working."""
    User.objects.select_for_update().get(pk=user.pk)
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=RECOVERY)
    codes = [get_random_string(CODE_LENGTH, CODE_LETTERS) for _ in range(CODES)]
    for code in codes:
        device.token_set.create(token=_stored(code))
    announce(user, "recovery_codes.made", count=CODES)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


@transaction.atomic
def remove_all(user: User) -> None:
    """Forget every factor, so that the next sign-in enrols anew."""
    Authenticator.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def demo_secret(email: str) -> bytes:
    """The fixed secret of a demo account's authenticator ; worthless anywhere else."""
    return bytes.fromhex(blind_index(email, "accounts.demo-authenticator")[:40])


def _stored(code: str) -> str:
    return blind_index(code, "accounts.recovery-code")[:STORED_LENGTH]
