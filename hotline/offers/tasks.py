"""The minute's round of giving out; it may be killed at any point and run again."""

from procrastinate.contrib.django import app

from .round import whole_round

QUEUE = "hotline"


@app.periodic(cron="* * * * *")
@app.task(name="hotline.offers.round", queue=QUEUE, queueing_lock="offers.round")
def give_out(timestamp: int) -> None:
    """Offers, automatic away, and people without a first reply."""
    whole_round()
