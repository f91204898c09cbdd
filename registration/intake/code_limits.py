"""How many one-time codes may be asked for: against SMS pumping (codes sent to make somebody pay) and against guessing.

Counted for each phone, network, range of numbers and day before anything is looked up, so a limit tells nothing about
whether a code or a phone is known here. The last line is the whole portal's budget for a day (SMS_CODES_A_DAY): it
counts only what really goes out, in the database, so that neither a restart nor a lost Valkey opens it again.
"""

import logging
from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.privacy import throttle
from registration.intake.models import CodesOfDay

log = logging.getLogger(__name__)

MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
DAY_S = 24 * 3600
RANGE_DIGITS = 7
"""Signs of an E.164 number that name its range: +84 912 3…; pumping runs through a range number by number."""


@dataclass(frozen=True)
class Limit:
    """At most `most` requests in `seconds`, by network, phone or range; for each purpose or for all."""

    by: str
    most: int
    seconds: int
    each_purpose: bool = False


LIMITS = (
    Limit("network", 60, 3600, each_purpose=True),  # mobile networks put many people behind one address
    Limit("network", 200, DAY_S),
    Limit("phone", 3, 15 * 60, each_purpose=True),
    Limit("phone", 8, DAY_S, each_purpose=True),
    Limit("phone", 16, DAY_S),
    Limit("range", 120, 3600),
    Limit("range", 600, DAY_S),
)


class TooMany(Exception):
    """Too many codes were asked for from this phone, network or range of numbers, or by everybody together."""


def may_receive(phone: str) -> bool:
    """Whether codes may go to this E.164 number: a mobile, by default of Vietnam (SMS_CODE_PREFIXES)."""
    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) in MOBILE and any(
        phone.startswith(prefix) for prefix in settings.SMS_CODE_PREFIXES
    )


def count(request: HttpRequest, purpose: str, phone: str) -> None:
    """Count one request; raises TooMany."""
    keys = {"network": throttle.network_key(request), "phone": phone, "range": phone[:RANGE_DIGITS]}
    for limit in LIMITS:
        scope = f"otp-{purpose if limit.each_purpose else 'all'}-{limit.by}-{limit.seconds}"
        if not throttle.allow(scope, keys[limit.by], limit.most, limit.seconds):
            raise TooMany
    if CodesOfDay.objects.filter(day=timezone.localdate(), sent__gte=settings.SMS_CODES_A_DAY).exists():
        raise TooMany


def spend(day: date | None = None) -> bool:
    """Take one message out of the day's budget; False where nothing is left. In the caller's transaction."""
    day = day or timezone.localdate()
    left = CodesOfDay.objects.filter(day=day, sent__lt=settings.SMS_CODES_A_DAY)
    if left.update(sent=F("sent") + 1):
        return True
    with transaction.atomic():
        CodesOfDay.objects.bulk_create([CodesOfDay(day=day)], ignore_conflicts=True)
    if left.update(sent=F("sent") + 1):
        return True
    log.error("the day's budget of one-time codes is used up: no more are sent until midnight")
    return False
