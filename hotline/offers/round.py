"""One round of giving out: what ran out, who is away, then new offers. From the consoles' clocks and from the worker.

Nobody can be asked while no console is open, so the open consoles keep the rounds going, at most one every two seconds
a process; the worker's job once a minute does the same and what is costly. Rounds at once in several processes are
harmless.
"""

import time
from datetime import datetime

from django.utils import timezone

from hotline.offers.desks import set_idle_away
from hotline.offers.handing_out import hand_out
from hotline.offers.running_out import expire, give_back

EVERY_S = 2.0
_last = 0.0


def round_now(now: datetime | None = None) -> int:
    """Expire, then offer; how many offers were made."""
    now = now or timezone.now()
    expire(now)
    return hand_out(now)


def whole_round(now: datetime | None = None) -> int:
    """The worker's round: also who is idle, and who got no first reply."""
    now = now or timezone.now()
    set_idle_away(now)
    give_back(now)
    return round_now(now)


def is_due() -> bool:
    """Whether this process should run a round now; says yes once every two seconds."""
    global _last  # noqa: PLW0603 - one clock a process
    if time.monotonic() - _last < EVERY_S:
        return False
    _last = time.monotonic()
    return True
