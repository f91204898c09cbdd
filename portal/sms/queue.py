"""The outbox's jobs. One at a time and in order for one phone: a later text waits for the earlier one's retries.

A one-time code neither waits nor makes wait: it goes first, in a lane of its own. So do reminders, which may have to
wait for the morning.
"""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from psycopg.types.json import Jsonb

from portal import rows
from portal.sms.models import OutboundMessage
from portal.sms.spending import Need
from portal.sms.templates import need_of

QUEUE = "sms"
TASK = "portal.sms.send_outbound"
_DEFER = "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(%s, %s, %s, %s, %s, %s, NULL)::procrastinate_job_to_defer_v1])"
ONE_TIME_CODE = "one_time_code"


def first_job(message: OutboundMessage) -> rows.Statement:
    """What makes the first job of a message that is being inserted: none can wait already. `defer` calls the same."""
    job = _job(message, None).job
    args = Jsonb({"message_id": str(message.pk)})
    return _DEFER, [job.queue, job.task_name, job.priority, job.lock, job.queueing_lock, args]


def enqueue(message: OutboundMessage, at: datetime | None = None) -> bool:
    """A job for `message`, in the caller's transaction; False where one is waiting already."""
    try:
        with transaction.atomic():
            _job(message, at).defer(message_id=str(message.pk))
    except AlreadyEnqueued:
        return False
    return True


def copy_of(message: OutboundMessage, at: datetime) -> OutboundMessage:
    """A new message that says the same to the same phone, for another try from `at` on; no job yet."""
    return OutboundMessage.objects.create(
        side=message.side,
        to=message.to,
        to_index=message.to_index,
        body=message.body,
        template=message.template,
        reference=message.reference,
        retry_of=message,
        gateway=message.gateway,
        gateways=message.gateways,
        segments=message.segments,
        next_attempt_at=at,
        expires_at=message.expires_at,
    )


def _job(message: OutboundMessage, at: datetime | None) -> JobDeferrer:
    urgent = message.template == ONE_TIME_CODE
    apart = urgent or need_of(message.template) == Need.REMINDER
    return app.configure_task(
        TASK,
        queue=QUEUE,
        lock=f"sms:{message.to_index}:{message.template if apart else ''}",
        priority=10 if urgent else 0,
        queueing_lock=f"sms:{message.pk}",
        schedule_at=at,
    )
