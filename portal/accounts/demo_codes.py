"""The one-time code of a demo account that its sign-in accepts at this moment."""

import time

from django.conf import settings
from django_otp.oath import TOTP

from portal.accounts.authenticators import Authenticator
from portal.accounts.models import User
from portal.privacy import throttle


class NotADemoAccount(Exception):
    """This is no demonstration, or the account is not one of its accounts."""


def demo_code(email: str) -> str:
    """Six digits for `email`; waits (at most half a minute) where this step's codes are used up.

    Also clears the delay that wrong codes have built up. Raises NotADemoAccount.
    """
    user = User.objects.filter(email=email.strip().lower(), is_demo=True).first()
    device = Authenticator.objects.filter(user=user, confirmed=True).first() if user else None
    if not settings.DEMO or user is None or device is None:
        raise NotADemoAccount(email)
    device.throttle_reset()
    for purpose in ("sign-in", "step-up"):
        throttle.forget(f"second-factor.{purpose}", str(user.pk))
    step = max(_step(device), device.last_t + 1)  # a code works once; the next step's is accepted already
    while step > _step(device) + device.tolerance:
        time.sleep(0.2)
    return _code(device, step)


def _step(device: Authenticator) -> int:
    return int(time.time() - device.t0) // device.step


def _code(device: Authenticator, step: int) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = device.t0 + step * device.step
    return f"{totp.token():0{device.digits}d}"
