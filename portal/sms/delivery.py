"""One attempt to hand a message over: claim, look up, hand over, settle. Safe to run any number of times at once.

Between "about to hand over" (`handed_over_at` is committed) and the gateway's answer nobody knows whether the words
left; whoever finds a message in that gap, after a crash, a time-out or a lost answer, asks the gateway for it before
sending it again.
"""

import logging
import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from portal.sms import opt_out, spending, status
from portal.sms.gateways import registry
from portal.sms.gateways.base import (
    Accepted,
    CredentialsRefused,
    FinalRefusal,
    Gateway,
    GatewayError,
    OutcomeUnknown,
    ReceiverOptedOut,
)
from portal.sms.last_look import Objection, objection_to
from portal.sms.models import GatewayPause, OutboundMessage
from portal.sms.states import OPEN, State

log = logging.getLogger(__name__)

# Waits after each failed attempt, and up to a tenth more lest all return at once; a fifth failure is the last.
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 900))
LEASE = timedelta(seconds=30)  # longer than one request may take, so that a living worker never loses its claim
PAUSE = timedelta(minutes=15)
GAVE_UP = "gave_up"


def deliver(message_id: str) -> datetime | None:
    """Try to hand over; returns when to come back, or None when nothing is left to do."""
    message, later = _claim(message_id, timezone.now())
    if message is None:
        return later
    gateway = registry.get(message.gateway)
    try:
        made = _find(gateway, message)
        if made is None:
            cleared, later = _cleared_to_send(message)
            if not cleared:
                return later
            made = gateway.send(to=message.to, body=message.body, message_id=str(message.pk))
    except GatewayError as error:
        return _failed(message, error)
    with transaction.atomic():
        status.taken(message, made.provider_id, made.state, made.error_code)
    return None


@transaction.atomic
def _claim(message_id: str, now: datetime) -> tuple[OutboundMessage | None, datetime | None]:
    """The message, ours for LEASE; or None and when to come back."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    due = Q(next_attempt_at__lte=now)
    waiting = OutboundMessage.objects.filter(pk=message_id, provider_id=None, state__in=OPEN)
    if not waiting.filter(free & due).update(lease_until=now + LEASE, attempts=F("attempts") + 1):
        return None, _when(waiting, now)
    message = OutboundMessage.objects.get(pk=message_id)
    pause = GatewayPause.objects.holding().filter(gateway=message.gateway).first()
    if pause is not None and not _moved_on(message):
        _release(message, pause.until, CredentialsRefused(pause.error_code), unknown=True, counts=False)
        return None, pause.until
    if message.handed_over_at is not None:
        status.advance(message, State.UNKNOWN)
    return message, None


def _find(gateway: Gateway, message: OutboundMessage) -> Accepted | None:
    """What became of an earlier hand-over without an answer; None when there was none or it never arrived."""
    if message.handed_over_at is None:
        return None
    sent = OutboundMessage.objects.filter(to_index=message.to_index).exclude(provider_id=None)
    known = {str(key) for key in sent.values_list("provider_id", flat=True)}
    return gateway.find(
        to=message.to, body=message.body, message_id=str(message.pk), since=message.handed_over_at, known=known
    )


def _when(waiting: QuerySet[OutboundMessage], now: datetime) -> datetime | None:
    row = waiting.values("lease_until", "next_attempt_at").first()
    if row is None or row["next_attempt_at"] is None:
        return None
    return max(row["lease_until"] or now, row["next_attempt_at"])


@transaction.atomic
def _cleared_to_send(message: OutboundMessage) -> tuple[bool, datetime | None]:
    """The last look before the words leave us; from here on the outcome is unknown until an answer comes.

    Where they do not leave: when to come back, or None where that is their end.
    """
    now = timezone.now()
    still_ours = OutboundMessage.objects.filter(
        pk=message.pk, provider_id=None, state__in=OPEN, lease_until=message.lease_until
    )
    if not still_ours.select_for_update().exists():
        return False, None
    objection = objection_to(message, now)
    if objection is None:
        still_ours.update(handed_over_at=message.handed_over_at or now, lease_until=now + LEASE)
        return True, None
    return False, _heed(message, objection)


def _heed(message: OutboundMessage, objection: Objection) -> datetime | None:
    """Wait, or end. An earlier attempt without an answer has been looked up by now and never arrived."""
    if objection.until is not None:
        _release(message, objection.until, GatewayError(objection.code), unknown=True, counts=False)
        return objection.until
    _end(message, objection.code)
    return None


@transaction.atomic
def _failed(message: OutboundMessage, error: GatewayError) -> datetime | None:
    paused_until = _pause(message, error) if isinstance(error, CredentialsRefused) else None
    if isinstance(error, ReceiverOptedOut):
        opt_out.add(message.to, told_by=message.gateway)
    elif isinstance(error, FinalRefusal) and error.alert:
        log.error("sms_refused", extra={"gateway": message.gateway, "code": error.code})
    if _another_may_take(message, error) and _moved_on(message):
        now = timezone.now()
        _release(message, now, error, unknown=False, counts=False)
        return now
    if paused_until is not None:
        _release(message, paused_until, error, unknown=message.handed_over_at is not None, counts=False)
        return paused_until
    if isinstance(error, FinalRefusal):
        _end(message, error.code)
        return None
    return _later(message, error)


def _end(message: OutboundMessage, code: str) -> None:
    """It surely did not leave and will not."""
    spending.give_back(message)
    status.advance(message, State.FAILED, error_code=code, next_attempt_at=None, lease_until=None)


def _another_may_take(message: OutboundMessage, error: GatewayError) -> bool:
    """Whether the gateway surely did not take it, now or in an earlier attempt, for a reason that is its own.

    `message` is as it was claimed: `handed_over_at` tells of an earlier attempt without an answer.
    """
    if message.handed_over_at is not None or isinstance(error, OutcomeUnknown):
        return False
    return not isinstance(error, FinalRefusal) or error.alert


def _moved_on(message: OutboundMessage) -> bool:
    """Give `message` to the next of its gateways that does not stand still; False where none is left.

    Never one that may be on its way: its gateway alone knows.
    """
    chain = message.gateways.split("|")
    if message.handed_over_at is not None or message.gateway not in chain:
        return False
    paused = set(GatewayPause.objects.holding().values_list("gateway", flat=True))
    left = [name for name in chain[chain.index(message.gateway) + 1 :] if name not in paused]
    if not left:
        return False
    log.warning("sms_moved_to_the_next_gateway", extra={"gateway": message.gateway})
    spending.give_back(message)
    message.gateway = left[0]
    OutboundMessage.objects.filter(pk=message.pk, provider_id=None).update(gateway=left[0])
    return True


def _later(message: OutboundMessage, error: GatewayError) -> datetime | None:
    """Plan the next attempt, by the first of its gateways again, or end. `message` is as it was claimed."""
    unknown = isinstance(error, OutcomeUnknown) or message.handed_over_at is not None
    last = message.attempts > len(BACKOFF)
    at = None if last else timezone.now() + BACKOFF[message.attempts - 1] * random.uniform(1, 1.1)  # noqa: S311
    if last and not unknown:
        _end(message, GAVE_UP)
        return None
    if not unknown:
        spending.give_back(message)
        OutboundMessage.objects.filter(pk=message.pk).update(gateway=message.gateways.split("|")[0] or message.gateway)
    _release(message, at, error, unknown=unknown)
    if unknown:
        status.advance(message, State.UNKNOWN, error_code=error.code)
    if last:
        log.error("sms_outcome_unknown", extra={"gateway": message.gateway, "code": error.code})
    return at


def _pause(message: OutboundMessage, error: CredentialsRefused) -> datetime:
    until = timezone.now() + PAUSE
    GatewayPause.objects.update_or_create(gateway=message.gateway, defaults={"until": until, "error_code": error.code})
    log.critical("sms_gateway_refuses_credentials", extra={"gateway": message.gateway, "code": error.code})
    return until


def _release(
    message: OutboundMessage, at: datetime | None, error: GatewayError, *, unknown: bool, counts: bool = True
) -> None:
    """Give the message back for an attempt at `at`; a gateway's refusal takes the hand-over back."""
    OutboundMessage.objects.filter(pk=message.pk, provider_id=None, state__in=OPEN).update(
        next_attempt_at=at,
        lease_until=None,
        error_code=error.code,
        attempts=F("attempts") - (0 if counts else 1),
        **({} if unknown else {"handed_over_at": None}),
    )
