"""After an outage of the provider: what was given up meanwhile goes out once it works again, unless it has lapsed.

`delivery` gives a message up after some twenty minutes. For texts on a registration that would be a loss when a
provider is down for a day, so a job offers them again every hour for two days, each as a new message of the same text.
What lapses by itself (one-time codes, reminders) is never sent late.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from portal.sms import queue
from portal.sms.delivery import GAVE_UP
from portal.sms.models import OutboundMessage
from portal.sms.states import State

AGAIN_FOR = timedelta(days=2)
SIDE = "registration"
BATCH = 200


def try_again(now: datetime) -> int:
    """Offer anew what was given up within the last two days; returns how many. Twice at once sends nothing twice."""
    lapsed = Q(expires_at__lte=now)
    given_up = OutboundMessage.objects.filter(
        created_at__gte=now - AGAIN_FOR, side=SIDE, state=State.FAILED, error_code=GAVE_UP, retry=None
    ).exclude(lapsed)
    return sum(_again(message, now) for message in given_up.order_by("created_at")[:BATCH])


def _again(message: OutboundMessage, now: datetime) -> bool:
    try:
        with transaction.atomic():
            again = queue.copy_of(message, now)
            # The two days count from the first try, however often it is tried.
            OutboundMessage.objects.filter(pk=again.pk).update(created_at=message.created_at)
            queue.enqueue(again)
    except IntegrityError:  # another worker was faster
        return False
    return True
