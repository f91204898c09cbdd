"""Jobs of the SMS room: send one message, and every minute pick up what a dead worker left behind."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from portal.sms import delivery, inbound, long_texts, outage, queue
from portal.sms.models import OutboundMessage

LEFT_BEHIND = timedelta(minutes=2)


class ComeBack(Exception):
    """Not done yet: run this job again at `at`. The job keeps its place before later texts to the same phone."""

    def __init__(self, at: datetime) -> None:
        super().__init__("come back later")
        self.at = at


class SameJobLater(BaseRetryStrategy):
    """The message decides when; an error of our own code is tried again a few times."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """As `deliver` said; else after a minute, at most five times."""
        if isinstance(exception, ComeBack):
            return RetryDecision(retry_at=exception.at)
        return RetryDecision(retry_in={"seconds": 60}) if job.attempts < 5 else None


@app.task(name=queue.TASK, queue=queue.QUEUE, retry=SameJobLater())
def send_outbound(message_id: str) -> None:
    """One attempt to hand over one message."""
    at = delivery.deliver(message_id)
    if at is not None:
        raise ComeBack(at)


@app.periodic(cron="* * * * * */15")  # the sixth field is seconds: a killed worker's text goes on within a minute
@app.task(name="portal.sms.retry_stalled", queue=queue.QUEUE, queueing_lock="sms.retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Jobs of a worker that is gone would stay "doing" for ever; ours bear being run twice."""
    for job in await app.job_manager.get_stalled_jobs(queue=queue.QUEUE):
        await app.job_manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(name="portal.sms.sweep", queue=queue.QUEUE, queueing_lock="sms.sweep")
def sweep(timestamp: int) -> None:
    """Due messages without a job get one; long texts wait no longer for a part that does not come; stored inbound
    texts that nobody took are offered again."""
    now = timezone.now()
    for message in OutboundMessage.objects.due(now - LEFT_BEHIND).order_by("created_at")[:200]:
        queue.enqueue(message)
    long_texts.give_up_waiting(now)
    inbound.handle_waiting()


@app.periodic(cron="25 * * * *")
@app.task(name="portal.sms.after_outage", queue=queue.QUEUE, queueing_lock="sms.after_outage")
def after_outage(timestamp: int) -> None:
    """What was given up while the provider was down is offered again."""
    outage.try_again(timezone.now())


__all__: list[Any] = ["after_outage", "retry_stalled", "send_outbound", "sweep"]
