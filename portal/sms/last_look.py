"""The last look before words leave: STOP, age, quiet hours, the day's costs; in the transaction of the hand-over."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.sms import opt_out, quiet, spending
from portal.sms.models import OutboundMessage
from portal.sms.outbox import OPTED_OUT
from portal.sms.spending import Need
from portal.sms.templates import need_of

TOO_OLD, QUIET, DAY_LIMIT = "too_old", "quiet_hours", "day_limit"


@dataclass(frozen=True)
class Objection:
    """Why a message does not leave now: it waits `until` then, or it ends."""

    code: str
    until: datetime | None = None


def objection_to(message: OutboundMessage, now: datetime) -> Objection | None:
    """What speaks against handing `message` over now; None where nothing does, and then its costs are counted.

    The caller holds a transaction. A STOP that is being stored meanwhile is waited for and obeyed.
    """
    if opt_out.applies_now(message.to):
        return Objection(OPTED_OUT)
    if message.expires_at is not None and message.expires_at <= now:
        return Objection(TOO_OLD)
    need = need_of(message.template)
    if need == Need.REMINDER and (morning := quiet.until(now)) is not None:
        return _later(message, QUIET, morning)
    if not spending.charge(message, need):
        return Objection(DAY_LIMIT) if need >= Need.ANSWER else _later(message, DAY_LIMIT, _tomorrow(now))
    return None


def _later(message: OutboundMessage, code: str, until: datetime) -> Objection:
    """Waiting helps only where the text is still of use then."""
    lapses = message.expires_at is not None and message.expires_at <= until
    return Objection(TOO_OLD) if lapses else Objection(code, until)


def _tomorrow(now: datetime) -> datetime:
    """A quarter of an hour past midnight, when a new day's limit holds."""
    day = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(0, 15)))
