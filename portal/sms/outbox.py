"""The door to sending: `send` and `send_text` write a row and a job in the caller's transaction, or nothing at all.

From here: `tasks.send_outbound` → `delivery.deliver` → a gateway → `status.apply` on its reports.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal import rows
from portal.privacy.index import blind_index
from portal.sms import locks, opt_out, phones, queue, segments, templates
from portal.sms.gateways import registry
from portal.sms.models import OutboundMessage
from portal.sms.states import State, worst

OPTED_OUT = "opted_out"
FREE_TEXT_VALID = timedelta(hours=12)  # an answer that comes later than that answers nothing any more


class FreeTextNotAllowed(Exception):
    """The operator's number is not two-way: only registered templates may be sent."""


class TextTooLong(ValueError):
    """A body that gateways refuse; split it before."""


def send(
    to: str,
    template: str,
    params: dict[str, str],
    *,
    dedupe_key: str = "",
    reference: str = "",
    language: str = "vi",
    through: str = "",
) -> OutboundMessage:
    """Send a registered text to `to` (normalised here), by the gateway `through` first where it carries that number.

    The same `dedupe_key` again returns the first message and sends nothing. A receiver who opted out gets nothing:
    the message is kept as failed with `error_code` "opted_out". Raises BadPhone, KeyError (no such template) or
    BadParameters.
    """
    text = templates.get(template)
    row = OutboundMessage(
        side=text.side,
        template=template,
        body=text.render(params, language),
        reference=reference,
        dedupe_key=dedupe_key or None,
        expires_at=_expiry(template, timezone.now()),
    )
    return _put(row, phones.normalise(to), through)


def send_text(to: str, body: str, *, dedupe_key: str = "", reference: str = "", through: str = "") -> OutboundMessage:
    """A counsellor's own words; only by a gateway whose number is two-way, else FreeTextNotAllowed.

    Raises BadPhone, and TextTooLong above 1,600 characters.
    """
    number = phones.normalise(to)
    if not may_write_freely(number):
        raise FreeTextNotAllowed
    if len(body) > segments.MAX_CHARACTERS:
        raise TextTooLong
    row = OutboundMessage(
        side="hotline",
        body=body,
        reference=reference,
        dedupe_key=dedupe_key or None,
        expires_at=_expiry("", timezone.now()),
    )
    return _put(row, number, through)


def may_write_freely(number: str) -> bool:
    """Whether a counsellor's own words may leave to `number` (E.164) by some gateway."""
    return bool(registry.chain_for(number, free_text=True))


def states_of(references: Collection[str]) -> dict[str, State]:
    """How far the messages of each of the caller's things are (one query). Tries that were followed by another
    are passed over; where a thing has several messages, the worst counts."""
    found: dict[str, list[str]] = {}
    rows = OutboundMessage.objects.filter(reference__in=references, retry=None)
    for reference, state in rows.values_list("reference", "state"):
        found.setdefault(reference, []).append(state)
    return {reference: least for reference, states in found.items() if (least := worst(states)) is not None}


def reasons_of(references: Collection[str]) -> dict[str, str]:
    """The code of what went wrong with each of the caller's things, where something did (one query)."""
    rows = OutboundMessage.objects.filter(reference__in=references, retry=None).exclude(error_code="")
    return dict(rows.order_by("created_at").values_list("reference", "error_code"))


@transaction.atomic
def try_again(reference: str) -> int:
    """A new attempt for each part of the caller's thing that surely did not arrive; how many there are now.

    Pressed twice it is one attempt. Nothing for a text that may be on its way, nor after STOP.
    """
    now, made = timezone.now(), 0
    locks.hold("sms.try_again", reference)
    for message in surely_failed(reference).order_by("created_at", "id"):
        again = queue.copy_of(message, now)
        chain = registry.chain_for(again.to, free_text=not again.template)
        again.gateway, again.gateways = (chain[0], "|".join(chain)) if chain else (again.gateway, again.gateways)
        again.expires_at = _expiry(again.template, now)
        again.save(update_fields=["gateway", "gateways", "expires_at"])
        queue.enqueue(again)
        made += 1
    return made


def surely_failed(reference: str) -> QuerySet[OutboundMessage]:
    """The parts of the caller's thing that another attempt may help."""
    failed = OutboundMessage.objects.filter(
        reference=reference, retry=None, next_attempt_at=None, state__in=(State.FAILED, State.UNDELIVERED)
    )
    return failed.exclude(error_code=OPTED_OUT)


def to_index(number: str, side: str) -> str:
    """The blind index of a number among the messages of one side."""
    return blind_index(number, f"sms.{side}")


def _put(row: OutboundMessage, to: str, through: str) -> OutboundMessage:
    row.to = to
    row.to_index = to_index(row.to, row.side)
    chain = registry.chain_for(row.to, free_text=not row.template, first=through)
    row.gateway, row.gateways = chain[0], "|".join(chain)
    row.segments = segments.count(row.body)
    # No savepoint: nothing in here is caught, so a failure takes the caller's transaction along anyway.
    with transaction.atomic(savepoint=False):
        if opt_out.applies(row.to):
            row.state, row.error_code = State.FAILED, OPTED_OUT
            new = rows.insert_unless_there(row)
        else:
            row.next_attempt_at = timezone.now()
            new = rows.insert_unless_there(row, queue.first_job(row))
        if not new:
            return OutboundMessage.objects.get(dedupe_key=row.dedupe_key)
    return row


def _expiry(template: str, now: datetime) -> datetime | None:
    if not template:
        return now + FREE_TEXT_VALID
    minutes = templates.registered()[template].valid_minutes
    return now + timedelta(minutes=minutes) if minutes else None
