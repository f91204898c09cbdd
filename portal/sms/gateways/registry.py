"""Which gateways there are, and which one carries a number: the longest prefix of SMS_ROUTES wins."""

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


def routes() -> dict[str, str]:
    """SMS_ROUTES (`prefix:gateway`, comma-separated) as a table. Raises ImproperlyConfigured for an unknown gateway."""
    table = {}
    for part in settings.SMS_ROUTES.split(","):
        prefix, _, name = part.strip().partition(":")
        if name not in packages():
            raise ImproperlyConfigured(f"SMS_ROUTES names no gateway that exists: {part!r}")
        table[prefix] = name
    return table


def name_for(number: str) -> str:
    """The gateway that carries `number` (E.164)."""
    table = routes()
    fitting = [prefix for prefix in table if number.startswith(prefix)]
    if not fitting:
        raise ImproperlyConfigured("SMS_ROUTES has no route for some numbers; add `+:gateway`")
    return table[max(fitting, key=len)]
