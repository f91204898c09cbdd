"""How often one network may begin or try a code. Many people share one address here, so the limits are wide."""

from django.http import HttpRequest

from portal.privacy.throttle import allow, network_key


def may_start(request: HttpRequest) -> bool:
    """300 new conversations a minute from one network; a lost Valkey opens the way: nobody in need is turned away."""
    return allow("chat.start", network_key(request), 300, 60, on_outage="permit")


def may_enter(request: HttpRequest) -> bool:
    """10 codes in ten minutes from one network; a lost Valkey closes this way (codes could be guessed)."""
    return allow("chat.enter", network_key(request), 10, 600, on_outage="refuse")


def may_be_texted(request: HttpRequest, phone: str) -> bool:
    """10 numbers an hour from one network, and each number 5 times; a lost Valkey closes this way."""
    number = "".join(sign for sign in phone if sign.isdigit())[-9:]
    return allow("chat.texted", network_key(request), 10, 3600) and allow("chat.texted.to", number, 5, 3600)
