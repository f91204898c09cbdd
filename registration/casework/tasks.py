"""Jobs of casework: warn in time, and a letter of counts each morning. Each may be killed midway and run again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from .escalation import digest, raising

QUEUE = "daily"
PASSES = 50  # of one run, so that a long backlog (the first run on old data) leaves room for other jobs


@app.periodic(cron="*/3 * * * *")
@app.task(name="registration.casework.warn", queue=QUEUE, queueing_lock="casework.warn")
def warn(timestamp: int) -> None:
    """Raise what is due, pass by pass."""
    for _pass in range(PASSES):
        if raising.raise_due(timezone.now()) < raising.BATCH:
            break


@app.periodic(cron="17 * * * *")
@app.task(name="registration.casework.withdraw_untrue", queue=QUEUE, queueing_lock="casework.withdraw_untrue")
def withdraw_untrue(timestamp: int) -> None:
    """Withdraw what is no longer true, whatever made it so."""
    raising.withdraw_untrue(timezone.now())


@app.periodic(cron="0 0 * * *")  # UTC: seven in the morning in Vietnam
@app.task(name="registration.casework.digest", queue=QUEUE, queueing_lock="casework.digest")
def send_digest(timestamp: int) -> None:
    """The daily letter to everybody who has open warnings."""
    digest.send_all(timezone.now())
