"""Which gateways there are, and which of them carry a number: the longest prefix of SMS_ROUTES wins.

`+84:http|twilio` names more than one: the first is tried first, the next ones take over what it surely did not take.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.sms import gateways
from portal.sms.gateways.base import Gateway


@cache
def packages() -> dict[str, ModuleType]:
    """The gateway packages by name."""
    found = (module.name for module in pkgutil.iter_modules(gateways.__path__) if module.ispkg)
    return {name: import_module(f"{gateways.__name__}.{name}") for name in found}


def get(name: str) -> Gateway:
    """A connection to the gateway `name`."""
    gateway: Gateway = packages()[name].GATEWAY()
    return gateway


def routes() -> dict[str, tuple[str, ...]]:
    """SMS_ROUTES (`prefix:gateway|gateway`, comma-separated) as a table. Raises ImproperlyConfigured for an unknown
    gateway."""
    table = {}
    for part in settings.SMS_ROUTES.split(","):
        prefix, _, chain = part.strip().partition(":")
        names = tuple(name.strip() for name in chain.split("|"))
        if any(name not in packages() for name in names):
            raise ImproperlyConfigured(f"SMS_ROUTES names no gateway that exists: {part!r}")
        table[prefix] = names
    return table


def chain_for(number: str, *, free_text: bool = False, first: str = "") -> tuple[str, ...]:
    """The gateways that carry `number` (E.164), the preferred one first; `first` goes before all where it is one.

    With `free_text`, only those whose number is two-way; that may be none.
    """
    table = routes()
    fitting = [prefix for prefix in table if number.startswith(prefix)]
    if not fitting:
        raise ImproperlyConfigured("SMS_ROUTES has no route for some numbers; add `+:gateway`")
    chain = [name for name in table[max(fitting, key=len)] if not free_text or takes_free_text(name)]
    return tuple(sorted(chain, key=lambda name: name != first))


def takes_free_text(name: str) -> bool:
    """Whether SMS_FREE_TEXT (yes to all, or a list of gateways) lets a counsellor's own words leave by `name`."""
    allowed = settings.SMS_FREE_TEXT
    return allowed if isinstance(allowed, bool) else name in allowed
