"""Administrators say where a client hears of changes, give a fresh secret, and send given-up messages again."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit import log

from ..models import ApiClient, Webhook, WebhookDelivery
from ..webhooks import queue

PREFIX = "whsec_"
State = WebhookDelivery.State


def new_secret() -> str:
    """256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


@transaction.atomic
def add_webhook(actor: User, client: ApiClient, *, url: str, statuses: list[str]) -> tuple[Webhook, str]:
    """The webhook and its secret, which is never shown again."""
    secret = new_secret()
    webhook = Webhook.objects.create(client=client, url=url, statuses=statuses, secret=secret, created_by=actor)
    _note(actor, "added", webhook, statuses=statuses)
    return webhook, secret


@transaction.atomic
def change_webhook(actor: User, webhook_id: int, *, url: str, statuses: list[str]) -> Webhook:
    """Another address or other states, from the next event on; messages on their way go to the new address."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    webhook.url, webhook.statuses = url, statuses
    webhook.save(update_fields=["url", "statuses"])
    _note(actor, "changed", webhook, statuses=statuses)
    return webhook


@transaction.atomic
def renew_secret(actor: User, webhook_id: int) -> tuple[Webhook, str]:
    """A fresh secret, used from the next try on."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    webhook.secret = new_secret()
    webhook.save(update_fields=["secret"])
    _note(actor, "secret_renewed", webhook)
    return webhook, webhook.secret


@transaction.atomic
def set_webhook_active(actor: User, webhook_id: int, *, active: bool) -> Webhook:
    """Stop telling, or tell again; what was missed meanwhile is not made up for."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    if webhook.is_active != active:
        webhook.is_active = active
        webhook.save(update_fields=["is_active"])
        _note(actor, "activated" if active else "deactivated", webhook)
    return webhook


@transaction.atomic
def send_trial(actor: User, webhook: Webhook) -> WebhookDelivery:
    """A message without a registration, to see whether the receiver takes it."""
    delivery = WebhookDelivery.objects.create(webhook=webhook)
    queue.enqueue(delivery)
    _note(actor, "tried", webhook)
    return delivery


@transaction.atomic
def replay(actor: User, webhook: Webhook, delivery_id: str | None = None) -> int:
    """Send given-up messages again (one, or all of the webhook) with all their tries; how many there were.

    The rows are locked first, so that two administrators at once replay each message but once.
    """
    dead = webhook.deliveries.dead()
    wanted = list((dead.filter(pk=delivery_id) if delivery_id else dead).select_for_update().order_by("created_at"))
    now = timezone.now()
    ids = [delivery.pk for delivery in wanted]
    WebhookDelivery.objects.filter(pk__in=ids).update(
        state=State.WAITING, attempts=0, next_attempt_at=now, lease_until=None
    )
    for delivery in wanted:
        delivery.next_attempt_at = now
        queue.enqueue(delivery)
    if wanted:
        _note(actor, "replayed", webhook, count=len(wanted))
    return len(wanted)


def _note(actor: User, what: str, webhook: Webhook, **detail: Any) -> None:
    log.record(
        actor, f"api_webhook.{what}", "api_client", str(webhook.client_id), detail={"webhook": webhook.pk, **detail}
    )
