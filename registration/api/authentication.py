"""Who calls: the bearer token of a registered client, counted, and held against the scope that a route needs.

No cookie, no session: there is nothing that a foreign page could ride on.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from portal.privacy import throttle

from . import faults, tokens
from .models import ApiClient
from .scopes import Scope

PUBLIC_PER_MINUTE = 300
MINUTE_S = 60


class ClientToken(HttpBearer):
    """`Authorization: Bearer <token>`, with the scope that the route asks for."""

    openapi_name = "client"

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__()
        self.openapi_security_schema["description"] = (
            "The token of a registered client; an administrator of the portal issues it and grants its scopes."
        )

    def __call__(self, request: HttpRequest) -> Any:
        client = super().__call__(request)
        if client is None:
            raise faults.unauthorised()
        return client

    def authenticate(self, request: HttpRequest, token: str) -> ApiClient | None:
        """The client of `token`; raises Fault where it lacks the scope or calls too often."""
        client = ApiClient.objects.holding(tokens.digest(token)).first()
        if client is None:
            return None
        if not throttle.allow("api.client", str(client.pk), client.per_minute, MINUTE_S, on_outage="permit"):
            raise faults.too_often(MINUTE_S)
        if not client.may(self.scope):
            raise faults.forbidden(self.scope)
        _note_use(client)
        return client


def _note_use(client: ApiClient) -> None:
    """The first call of a day leaves the day."""
    today = timezone.localdate()
    if client.last_used_on != today:
        ApiClient.objects.filter(pk=client.pk).exclude(last_used_on=today).update(last_used_on=today)


def open_to_all(request: HttpRequest) -> str:
    """For routes without a client: counts the network, knows nobody. Raises Fault when too often."""
    network = throttle.network_key(request)
    if not throttle.allow("api.public", network, PUBLIC_PER_MINUTE, MINUTE_S, on_outage="permit"):
        raise faults.too_often(MINUTE_S)
    return "public"
