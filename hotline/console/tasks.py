"""The console's own job: prepared ways into the form are destroyed soon after they are over."""

from procrastinate.contrib.django import app

from hotline.console.services.handing_over import forget_old


@app.periodic(cron="7,22,37,52 * * * *")
@app.task(name="hotline.console.forget_links", queue="daily", queueing_lock="console.forget_links")
def forget_links(timestamp: int) -> None:
    """Every quarter of an hour."""
    forget_old()
