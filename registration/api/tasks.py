"""Jobs of the interfaces: deliver one message; every minute pick up what a dead worker left behind."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .models import WebhookDelivery
from .webhooks import delivering, queue

LEFT_BEHIND = timedelta(minutes=1)
AT_ONCE = 500


@app.task(name=queue.TASK, queue=queue.QUEUE, retry=RetryStrategy(max_attempts=5, wait=60))
def deliver_webhook(delivery_id: str) -> None:
    """One attempt; the message itself knows when the next is due, the retry here is for errors of our own."""
    delivering.deliver(delivery_id)


@app.periodic(cron="* * * * *")
@app.task(name="registration.api.sweep_webhooks", queue=queue.QUEUE, queueing_lock="api.sweep_webhooks")
async def retry_stalled(timestamp: int) -> None:
    """Jobs of a worker that is gone would stay "doing" for ever; ours bear being run twice."""
    for job in await app.job_manager.get_stalled_jobs(queue=queue.QUEUE):
        await app.job_manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(name="registration.api.enqueue_due_webhooks", queue=queue.QUEUE, queueing_lock="api.enqueue_due_webhooks")
def enqueue_due(timestamp: int) -> None:
    """Due messages without a job get one."""
    for delivery in WebhookDelivery.objects.due(timezone.now() - LEFT_BEHIND).order_by("next_attempt_at")[:AT_ONCE]:
        queue.enqueue(delivery)
