"""What texts cost: charged when a text is about to be handed over, given back where a gateway surely did not take it.

The day's limit (SMS_COST_A_DAY) is spent in order of need: reminders may use up to 70 per cent of it, ordinary texts
80, a counsellor's answers 90; one-time codes and the words in danger stop last. Figures by day outlive the texts.
"""

import logging
import tomllib
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import F, Sum
from django.utils import timezone

from portal.sms import locks
from portal.sms.models import CostAlert, DayCost, OutboundMessage

log = logging.getLogger(__name__)

_FILE = Path(__file__).parent / "data" / "prices.toml"
NEAR = 80


class Need(IntEnum):
    """How much of the day's limit a text may use, in per cent."""

    REMINDER = 70
    NOTICE = 80
    ANSWER = 90
    CODE = 100


@dataclass(frozen=True)
class CostOfDay:
    """What one gateway carried for one side on one day; `cost` in đồng."""

    day: date
    gateway: str
    side: str
    texts: int
    segments: int
    cost: int


def cost_between(start: date, end: date) -> list[CostOfDay]:
    """The figures from `start` to `end`, both included, by day, gateway and side."""
    rows = DayCost.objects.filter(day__range=(start, end)).order_by("day", "gateway", "side")
    return [CostOfDay(*row) for row in rows.values_list("day", "gateway", "side", "texts", "segments", "cost")]


def spent(day: date) -> int:
    """All of one day, in đồng."""
    return int(DayCost.objects.filter(day=day).aggregate(sum=Sum("cost"))["sum"] or 0)


def share_used(day: date) -> int:
    """How much of the day's limit is used, in per cent; 0 where there is no limit."""
    return spent(day) * 100 // settings.SMS_COST_A_DAY if settings.SMS_COST_A_DAY else 0


def price(gateway: str, number: str) -> int:
    """Đồng for one segment to `number` (E.164); SMS_PRICES before the file, the longest prefix first."""
    table = _file().get(gateway, {}) | _settings(settings.SMS_PRICES).get(gateway, {})
    fitting = [prefix for prefix in table if number.startswith(prefix)]
    return table[max(fitting, key=len)] if fitting else 0


def charge(message: OutboundMessage, need: Need) -> bool:
    """Count `message` with today's costs; False where the limit leaves nothing for this need. Once for a hand-over.

    The caller holds a transaction; with a limit it also holds the lock of the day until its end.
    """
    if message.charged_on is not None:
        return True
    day, cost = timezone.localdate(), message.segments * price(message.gateway, message.to)
    if settings.SMS_COST_A_DAY:
        locks.hold("sms.spending", day.isoformat())
        now = spent(day) + cost
        if now * 100 > settings.SMS_COST_A_DAY * need:
            _alert(day, int(need))
            return False
        if now * 100 >= settings.SMS_COST_A_DAY * NEAR:
            _alert(day, NEAR)
    message.cost, message.charged_on = cost, day
    message.save(update_fields=["cost", "charged_on"])
    _add(message, 1)
    return True


def give_back(message: OutboundMessage) -> None:
    """The gateway surely did not take `message`: it costs nothing. The caller holds a transaction."""
    if message.charged_on is None:
        return
    # A message that was forgotten with its conversation meanwhile gives back too.
    _add(message, -1)
    message.cost, message.charged_on = 0, None
    OutboundMessage.objects.filter(pk=message.pk).update(cost=0, charged_on=None)


def _add(message: OutboundMessage, sign: int) -> None:
    key = {"day": message.charged_on, "gateway": message.gateway, "side": message.side}
    more = {
        "texts": F("texts") + sign,
        "segments": F("segments") + sign * message.segments,
        "cost": F("cost") + sign * message.cost,
    }
    if DayCost.objects.filter(**key).update(**more):
        return
    DayCost.objects.bulk_create([DayCost(**key)], ignore_conflicts=True)
    DayCost.objects.filter(**key).update(**more)


def _alert(day: date, share: int) -> None:
    """Tell the log once a day that this share of the limit is used."""
    if CostAlert.objects.get_or_create(day=day, share=share)[1]:
        log.error("sms_cost_limit", extra={"share": share, "limit": settings.SMS_COST_A_DAY})


@cache
def _file() -> dict[str, dict[str, int]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _settings(text: str) -> dict[str, dict[str, int]]:
    """`http/+84:380,twilio/+:2300` as a table. Raises ImproperlyConfigured."""
    table: dict[str, dict[str, int]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        where, _, amount = part.rpartition(":")
        gateway, _, prefix = where.partition("/")
        if not amount.isdecimal() or not prefix.startswith("+"):
            raise ImproperlyConfigured(f"SMS_PRICES is gateway/prefix:đồng, not {part!r}")
        table.setdefault(gateway, {})[prefix] = int(amount)
    return table
