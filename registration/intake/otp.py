"""One-time codes for citizens by SMS: six digits, 15 minutes, five tries, hashed, throttled by phone, network, day.

A code is always "asked for": where there is nothing behind the request an empty shell is written instead, so that
answer and time are the same whether or not a registration or a draft exists.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

import phonenumbers
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.privacy import throttle
from portal.sms import outbox
from registration.intake.models import OneTimeCode

VALID = timedelta(minutes=15)
TRIES = 5
PER_PHONE = (3, 15 * 60)
PER_PHONE_DAY = (8, 24 * 3600)
PER_NETWORK = (60, 3600)  # mobile networks put many people behind one address
MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


class TooMany(Exception):
    """Too many codes were asked for from this phone or network."""


def is_vietnamese_mobile(phone: str) -> bool:
    """Whether an E.164 number is a mobile of Vietnam: codes go nowhere else (cost, fraud)."""
    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return False
    return number.country_code == 84 and phonenumbers.number_type(number) in MOBILE


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
        if subject and is_vietnamese_mobile(phone):
            outbox.send(phone, "one_time_code", {"code": code}, dedupe_key=f"otp:{challenge.pk}", reference="otp")
    return str(challenge.pk)


def check_limits(request: HttpRequest, purpose: str, phone: str) -> None:
    """Count one request; raises TooMany."""
    network = throttle.network_key(request)
    if not (
        throttle.allow(f"otp-{purpose}-network", network, *PER_NETWORK)
        and throttle.allow(f"otp-{purpose}-phone", phone, *PER_PHONE)
        and throttle.allow(f"otp-{purpose}-day", phone, *PER_PHONE_DAY)
    ):
        raise TooMany


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
