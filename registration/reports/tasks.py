"""The reports' own job: publish the counts of a period once it is over."""

from procrastinate.contrib.django import app

from .public_counts import publish_closed

QUEUE = "daily"


@app.periodic(cron="30 21 * * *")  # UTC: half past four in the morning in Vietnam
@app.task(name="reports.publish_closed_periods", queue=QUEUE, queueing_lock="reports.publish_closed_periods")
def publish_closed_periods(timestamp: int) -> None:
    """Publish what is not published yet; a second run finds nothing to do, a killed one is repeated whole."""
    publish_closed()
