"""How often one network may begin or try a code. Many people share one address here, so the limits are wide."""

import logging

from django.http import HttpRequest

from portal.privacy.throttle import allow, network_key

log = logging.getLogger(__name__)


def may_start(request: HttpRequest) -> bool:
    """300 new conversations a minute from one network; a lost Valkey opens the way."""
    try:
        return allow("chat.start", network_key(request), 300, 60)
    except Exception as error:  # any fault of the broker: nobody in need is turned away
        log.warning("start not counted: %s", type(error).__name__)
        return True


def may_enter(request: HttpRequest) -> bool:
    """10 codes in ten minutes from one network; a lost Valkey closes this way (codes could be guessed)."""
    try:
        return allow("chat.enter", network_key(request), 10, 600)
    except Exception as error:  # any fault of the broker
        log.warning("code not counted: %s", type(error).__name__)
        return False
