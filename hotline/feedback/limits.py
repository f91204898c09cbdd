"""How often one network may send or try a code; many people share one address here, so the limits are wide."""

from django.http import HttpRequest

from portal.privacy import throttle


def may_send(request: HttpRequest) -> bool:
    """30 reports an hour from one network; a lost Valkey opens the way: nobody's word is turned away."""
    return throttle.allow("feedback.send", throttle.network_key(request), 30, 3600, on_outage="permit")


def may_try(request: HttpRequest) -> bool:
    """12 codes in ten minutes from one network; a lost Valkey closes this way (codes could be guessed)."""
    return throttle.allow("feedback.code", throttle.network_key(request), 12, 600, on_outage="refuse")
