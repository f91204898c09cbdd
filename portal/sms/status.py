"""A message moves forward: reports of gateways, and our own findings, by guarded UPDATEs that never lead back.

Other rooms follow their messages with `register(listener)`; a listener is called in the transaction of each move.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.sms import locks, opt_out, queue
from portal.sms.gateways import registry
from portal.sms.gateways.base import Report
from portal.sms.models import EarlyReport, OutboundMessage
from portal.sms.states import State, before

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=5)
Listener = Callable[[OutboundMessage], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener(message)` whenever a message has moved forward, inside that transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def advance(message: OutboundMessage, state: State, *, error_code: str = "", **fields: Any) -> bool:
    """Move `message` to `state` if that leads forward; True for the one caller whose UPDATE won.

    `message` is refreshed and listeners are told. The caller holds a transaction.
    """
    won = OutboundMessage.objects.filter(pk=message.pk, state__in=before(state)).update(
        state=state, error_code=error_code, state_at=timezone.now(), **fields
    )
    if won:
        message.refresh_from_db()
        for listener in _listeners:
            listener(message)
    return bool(won)


@transaction.atomic
def apply(report: Report) -> bool:
    """Take in a gateway's report; one whose message is not known yet is kept until it is. True if anything moved."""
    locks.hold("sms.provider", report.gateway, report.provider_id)
    message = _find(report)
    if message is None:
        EarlyReport.objects.create(
            gateway=report.gateway,
            provider_id=report.provider_id,
            state=report.state,
            error_code=report.error_code,
        )
        return False
    return _take(message, report)


def taken(message: OutboundMessage, provider_id: str, state: State, error_code: str = "") -> None:
    """The gateway has the message under `provider_id`; reports that came too early are joined.

    The caller holds a transaction.
    """
    locks.hold("sms.provider", message.gateway, provider_id)
    if not OutboundMessage.objects.filter(pk=message.pk).exists():
        return  # forgotten with its conversation while it was on its way
    _settle(message, provider_id)
    advance(message, state, error_code=error_code)
    early = EarlyReport.objects.filter(gateway=message.gateway, provider_id=provider_id).order_by("id")
    for kept in list(early):
        _take(message, Report(kept.gateway, kept.provider_id, State(kept.state), kept.error_code))
        kept.delete()


def _find(report: Report) -> OutboundMessage | None:
    rows = OutboundMessage.objects.filter(gateway=report.gateway)
    found = rows.filter(provider_id=report.provider_id).first()
    if found is None and _is_uuid(report.message_id):
        found = rows.filter(pk=report.message_id, provider_id=None).first()
        if found is not None:
            _settle(found, report.provider_id)
    return found


def _settle(message: OutboundMessage, provider_id: str) -> None:
    won = OutboundMessage.objects.filter(pk=message.pk, provider_id=None).update(
        provider_id=provider_id, next_attempt_at=None, lease_until=None
    )
    message.refresh_from_db()
    if not won and message.provider_id != provider_id:
        log.error("sms_sent_twice", extra={"sms": str(message.pk)})


def _take(message: OutboundMessage, report: Report) -> bool:
    moved = advance(message, report.state, error_code=report.error_code, next_attempt_at=None, lease_until=None)
    if moved and report.error_code:
        gateway = registry.get(message.gateway)
        if report.error_code in gateway.alarming:
            log.error("sms_blocked", extra={"gateway": message.gateway, "code": report.error_code})
        _try_again(message, gateway.tries_after.get(report.error_code, 1))
    return moved


def _try_again(message: OutboundMessage, tries: int) -> None:
    """A failed delivery that deserves another try becomes a new message; this one keeps its end."""
    depth, earlier = 1, message.retry_of
    while earlier is not None:
        depth, earlier = depth + 1, earlier.retry_of
    if depth >= tries or opt_out.applies(message.to):
        return
    at = timezone.now() + RETRY_AFTER
    again = queue.copy_of(message, at)
    queue.enqueue(again, at)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
