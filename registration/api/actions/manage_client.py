"""Administrators register clients, give them a fresh token, and shut them out."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.audit import log
from portal.places.models import Facility, Ward

from .. import tokens
from ..models import ApiClient


@transaction.atomic
def register_client(
    actor: User,
    *,
    name: str,
    scopes: Iterable[str],
    wards: Iterable[Ward] = (),
    facility: Facility | None = None,
) -> tuple[ApiClient, str]:
    """The client and its token, which is never shown again. Raises IntegrityError for a taken name."""
    token = tokens.new_token()
    client = ApiClient.objects.create(
        name=name, token_digest=tokens.digest(token), scopes=list(scopes), facility=facility, created_by=actor
    )
    client.wards.set(wards)
    _note(actor, "registered", client, scopes=client.scopes, wards=sorted(ward.code for ward in client.wards.all()))
    return client, token


@transaction.atomic
def change_client(actor: User, client_id: int, *, scopes: Iterable[str], wards: Iterable[Ward]) -> ApiClient:
    """Other scopes and wards from the next call on."""
    client = ApiClient.objects.select_for_update().get(pk=client_id)
    client.scopes = list(scopes)
    client.save(update_fields=["scopes"])
    client.wards.set(wards)
    _note(actor, "changed", client, scopes=client.scopes, wards=sorted(ward.code for ward in client.wards.all()))
    return client


@transaction.atomic
def renew_token(actor: User, client_id: int) -> tuple[ApiClient, str]:
    """A fresh token; the old one is worth nothing from now on."""
    client = ApiClient.objects.select_for_update().get(pk=client_id)
    token = tokens.new_token()
    client.token_digest = tokens.digest(token)
    client.save(update_fields=["token_digest"])
    _note(actor, "token_renewed", client)
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


def _note(actor: User, what: str, client: ApiClient, **detail: Any) -> None:
    log.record(actor, f"api_client.{what}", "api_client", str(client.pk), detail=detail)
