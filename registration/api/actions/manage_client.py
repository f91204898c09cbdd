"""Administrators register clients, set their rights, give them a fresh token, and shut them out."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit import log
from portal.places.models import Facility, Ward

from .. import tokens
from ..models import ApiClient
from ..models.client import PER_MINUTE

OVERLAP = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What a client may do, where it may read, how often and how long it may call."""

    scopes: list[str]
    wards: list[Ward] = field(default_factory=list)
    every_ward: bool = False
    facility: Facility | None = None
    per_minute: int = PER_MINUTE
    expires_on: date | None = None


@transaction.atomic
def register_client(actor: User, name: str, rights: Rights) -> tuple[ApiClient, str]:
    """The client and its token, which is never shown again. Raises IntegrityError for a taken name."""
    token = tokens.new_token()
    client = ApiClient(name=name, token_digest=tokens.digest(token), created_by=actor)
    _grant(client, rights)
    _note(actor, "registered", client, **_described(rights))
    return client, token


@transaction.atomic
def change_client(actor: User, client_id: int, rights: Rights) -> ApiClient:
    """Other rights from the next call on."""
    client = ApiClient.objects.select_for_update().get(pk=client_id)
    _grant(client, rights)
    _note(actor, "changed", client, **_described(rights))
    return client


@transaction.atomic
def renew_token(actor: User, client_id: int, *, overlap: bool = False) -> tuple[ApiClient, str]:
    """A fresh token; the old one is worth nothing from now on, or with `overlap` for one more day."""
    client = ApiClient.objects.select_for_update().get(pk=client_id)
    token = tokens.new_token()
    client.previous_token_digest = client.token_digest if overlap else None
    client.previous_until = timezone.now() + OVERLAP if overlap else None
    client.token_digest = tokens.digest(token)
    client.save(update_fields=["token_digest", "previous_token_digest", "previous_until"])
    _note(actor, "token_renewed", client, overlap=overlap)
    return client, token


@transaction.atomic
def set_active(actor: User, client_id: int, *, active: bool) -> ApiClient:
    """Shut the client out, or let it in again."""
    client = ApiClient.objects.select_for_update().get(pk=client_id)
    if client.is_active != active:
        client.is_active = active
        client.save(update_fields=["is_active"])
        _note(actor, "activated" if active else "deactivated", client)
    return client


def _grant(client: ApiClient, rights: Rights) -> None:
    plain = {name: value for name, value in vars(rights).items() if name != "wards"}
    for name, value in plain.items():
        setattr(client, name, value)
    client.save()
    client.wards.set(rights.wards)


def _described(rights: Rights) -> dict[str, Any]:
    return {
        "scopes": list(rights.scopes),
        "wards": sorted(ward.code for ward in rights.wards),
        "every_ward": rights.every_ward,
        "facility": rights.facility.pk if rights.facility else None,
        "per_minute": rights.per_minute,
        "expires_on": rights.expires_on.isoformat() if rights.expires_on else None,
    }


def _note(actor: User, what: str, client: ApiClient, **detail: Any) -> None:
    log.record(actor, f"api_client.{what}", "api_client", str(client.pk), detail=detail)
