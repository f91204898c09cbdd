"""One-time codes for citizens by SMS: six digits, 15 minutes, five tries, hashed; how many: `code_limits`.

A code is always "asked for": where there is nothing behind the request an empty shell is written instead, so that
answer and time are the same whether or not a registration or a draft exists.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.sms import outbox
from registration.intake import code_limits
from registration.intake.code_limits import TooMany, may_receive
from registration.intake.models import OneTimeCode

__all__ = ["TRIES", "VALID", "TooMany", "ask", "check_limits", "confirm", "may_receive"]

VALID = timedelta(minutes=15)
TRIES = 5
is_vietnamese_mobile = may_receive


def _hash(challenge: str, code: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"otp:{challenge}:{code}".encode(), hashlib.sha256).hexdigest()


def ask(purpose: str, phone: str, subject: str) -> str:
    """Write a challenge and answer its id; an SMS goes out only where `subject` (the id behind it) is not empty.

    Call `check_limits` first, before anything is looked at, so that the limit says nothing about existence.
    """
    code = f"{secrets.randbelow(10**6):06d}"
    with transaction.atomic():
        challenge = OneTimeCode(purpose=purpose, subject=subject)
        challenge.code_hash = _hash(str(challenge.pk), code)
        challenge.save(force_insert=True)
        if subject and may_receive(phone) and code_limits.spend():
            outbox.send(phone, "one_time_code", {"code": code}, dedupe_key=f"otp:{challenge.pk}", reference="otp")
    return str(challenge.pk)


def check_limits(request: HttpRequest, purpose: str, phone: str) -> None:
    """Count one request; raises TooMany."""
    code_limits.count(request, purpose, phone)


def confirm(challenge_id: str, purpose: str, code: str) -> str:
    """The subject behind a right code, or an empty text. A code works once; every try counts, right or wrong."""
    if not challenge_id:  # the browser's note of it has lapsed
        return ""
    now = timezone.now()
    living = OneTimeCode.objects.filter(
        pk=challenge_id, purpose=purpose, used_at=None, tries__lt=TRIES, created_at__gt=now - VALID
    )
    if not living.update(tries=F("tries") + 1):
        return ""
    challenge = OneTimeCode.objects.get(pk=challenge_id)
    right = hmac.compare_digest(challenge.code_hash, _hash(str(challenge.pk), code))
    if not (right and challenge.subject):
        return ""
    won = OneTimeCode.objects.filter(pk=challenge.pk, used_at=None).update(used_at=now)
    return challenge.subject if won else ""
