"""How often one network may ask or try a code; many people share one address here, so the limits are wide."""

from django.http import HttpRequest

from portal.privacy.throttle import allow, network_key


def may_ask(request: HttpRequest) -> bool:
    """60 wishes an hour from one network; a lost Valkey opens the way: nobody in need is turned away."""
    return allow("task.ask", network_key(request), 60, 3600, on_outage="permit")


def may_take_back(request: HttpRequest) -> bool:
    """10 codes in ten minutes from one network; a lost Valkey closes this way (codes could be guessed)."""
    return allow("task.take_back", network_key(request), 10, 600, on_outage="refuse")
