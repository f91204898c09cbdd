"""Demo clients with tokens that the same instance always prints again.

A demo token is derived from the instance's SECRET_KEY, so no two instances share one, and none is written down.
"""

import base64
import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db import transaction

from portal.accounts.models import Posting
from portal.places.models import Ward

from . import tokens
from .models import ApiClient
from .scopes import Scope

ORDER = 60
FACILITY_CLIENT, FACILITY_STAFF = "demo-facility", "facility@demo.example"
WARDS = ("00070", "00082")
CLIENTS = {
    "demo-integrator": [Scope.CREATE, Scope.READ],
    "demo-national": [Scope.CREATE, Scope.READ, Scope.FILE],
    "demo-facility": [Scope.READ, Scope.REPORT],
}


def demo_token(name: str) -> str:
    """The token of a demo client in this instance."""
    seed = hmac.new(settings.SECRET_KEY.encode(), f"api-demo-token:{name}".encode(), hashlib.sha256).digest()
    return tokens.PREFIX + base64.urlsafe_b64encode(seed).rstrip(b"=").decode()


@transaction.atomic
def load(size: float, out: Any) -> None:
    """Create what is missing and print the tokens. A client that somebody changed stays as it is."""
    if not settings.DEMO:
        out.write("api: no demo clients, since DEMO is off")
        return
    for name, scopes in CLIENTS.items():
        token = demo_token(name)
        client, made = ApiClient.objects.get_or_create(
            name=name, defaults={"token_digest": tokens.digest(token), "scopes": [scope.value for scope in scopes]}
        )
        if made:
            client.wards.set(Ward.objects.filter(code__in=WARDS))
        if made and name == FACILITY_CLIENT:
            posting = Posting.objects.filter(user__email=FACILITY_STAFF).exclude(facility=None).first()
            client.facility = posting.facility if posting else None
            client.save(update_fields=["facility"])
        current = client.token_digest == tokens.digest(token) and client.is_active
        out.write(f"api: {name:<16} {token if current else '(changed by an administrator)'}")
