"""Which addresses of the network a webhook may lead to: public ones over https.

An administrator types the address, a foreign name server answers for it: without this guard a message could be sent to
our own machines. `WEBHOOKS_MAY_BE_PRIVATE` (the default in a demonstration) lifts both rules.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 500
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Forbidden(Exception):
    """The name leads to an address that a webhook may not reach."""


def normal_url(text: str) -> str:
    """The address as it is called: host in ASCII, no credentials, no fragment. Raises ValidationError."""
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:  # also UnicodeError
        raise ValidationError(_("This is no address that could be called.")) from error
    schemes = ("https", "http") if settings.WEBHOOKS_MAY_BE_PRIVATE else ("https",)
    if parts.scheme not in schemes or not host or any(sign <= " " for sign in text.strip()):
        raise ValidationError(_("Please give an address that begins with https://"))
    if parts.username is not None or parts.fragment or port == 0:
        raise ValidationError(_("Please give the address without a name, a password or a # part."))
    if is_literal(host) and not may_reach(host):
        raise ValidationError(_("This address lies in a private network; messages go to public addresses only."))
    shown = f"[{host}]" if ":" in host else host
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    url = f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}"
    if len(url) > LONGEST or not url.isascii():
        raise ValidationError(_("Please give a shorter address of plain letters, figures and %-signs."))
    return url


def is_literal(host: str) -> bool:
    """Whether `host` is an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def may_reach(address: str) -> bool:
    """Whether a message may go to that IP address."""
    if settings.WEBHOOKS_MAY_BE_PRIVATE:
        return True
    return all(
        one.is_global and not one.is_multicast
        for one in _meant(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    )


def _meant(address: Address) -> list[Address]:
    """The address, and the IPv4 address that it stands for where it is a bridge to one."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of `host`. Raises Forbidden if one of them may not be reached, OSError without any."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(may_reach, found)):
        raise Forbidden(host)
    return found
