"""The job of the tasks: every minute, look at the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hotline.callbacks.services.watch import escalate, keep_the_waiting, settle_the_read

QUEUE = "hotline"


@app.periodic(cron="* * * * *")
@app.task(name="hotline.callbacks.watch", queue=QUEUE, queueing_lock="callbacks.watch")
def watch(timestamp: int) -> None:
    """Overdue tasks to the supervisors; a task for everybody who waits while nobody is there."""
    now = timezone.now()
    settle_the_read()
    keep_the_waiting(now)
    escalate(now)
