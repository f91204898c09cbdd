"""Which network a request comes from, as a key that limits can count and nobody can read back.

Only the servers named in TRUSTED_PROXIES may speak for a client: X-Forwarded-For is read from its
right end and only as far as trusted servers wrote it. IPv6 counts by /64, the size one home has.
The key is an HMAC that changes each day; the address itself is neither returned nor stored.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
UNKNOWN = "unknown"


def network_key(request: HttpRequest) -> str:
    """32 hex digits that stand, today, for the network of the request's client."""
    return network_key_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def network_key_of(remote: str, forwarded_for: str = "") -> str:
    """The same for a socket's scope: `remote` address and the header X-Forwarded-For."""
    network = client_network(remote, forwarded_for, settings.TRUSTED_PROXIES)
    message = f"network:{timezone.localdate().isoformat()}:{network}"
    return hmac.new(settings.INDEX_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()[:32]


def client_network(remote: str, forwarded_for: str, trusted: Sequence[str]) -> str:
    """The client's network as text (IPv4 address or IPv6 /64), or "unknown"."""
    proxies = [ipaddress.ip_network(proxy, strict=False) for proxy in trusted]
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    address = _parse(remote)
    while address is not None and hops and _is_in(address, proxies):
        address = _parse(hops.pop())
    if address is None:
        return UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def comes_from_trusted(remote: str, trusted: Sequence[str]) -> bool:
    """Whether `remote`, the direct neighbour, is one of the trusted servers."""
    address = _parse(remote)
    return address is not None and _is_in(address, [ipaddress.ip_network(p, strict=False) for p in trusted])


def _parse(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _is_in(address: Address, networks: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
