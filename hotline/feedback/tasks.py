"""Each hour: what nobody accepted goes back, what was answered long ago ends, photos never sent go."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from hotline.feedback import photos
from hotline.feedback.errors import Refused
from hotline.feedback.models import Ticket
from hotline.feedback.services.answer import close
from hotline.feedback.services.handling import return_unaccepted
from hotline.feedback.settings_file import clock
from hotline.feedback.states import By, State

BATCH = 500


@app.periodic(cron="23 * * * *")
@app.task(name="hotline.feedback.keep_moving", queue="daily", queueing_lock="feedback.keep_moving")
def keep_moving(timestamp: int) -> None:
    """One pass; whatever is left comes in the next hour."""
    now = timezone.now()
    for ticket in Ticket.objects.filter(state=State.FORWARDED, confirm_by__lt=now)[:BATCH]:
        with suppress(Refused):  # somebody was faster: then there is nothing to do
            return_unaccepted(ticket, now=now)
    ended = now - timedelta(days=clock().close_after_days)
    for ticket in Ticket.objects.filter(state__in=[State.ANSWERED, State.NOT_OURS], answered_at__lt=ended)[:BATCH]:
        with suppress(Refused):
            close(ticket, By.TIME, now=now)
    photos.forget_unsent(now)
