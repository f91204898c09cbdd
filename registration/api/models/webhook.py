"""Webhooks: an address of a client that hears of changed states, and what became of every single message to it.

A delivery holds no personal word and no body: the body is made anew from the event at each try (`webhooks/body.py`).
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Event
from registration.casework.states import Status

from ..scopes import Scope
from ..webhooks.errors import words_of
from .client import ApiClient


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def live(self) -> Self:
        """Those that are told today: switched on, of a client that may read."""
        expired = Q(client__expires_on__lt=timezone.localdate())
        return self.filter(is_active=True, client__is_active=True, client__scopes__contains=[Scope.READ]).exclude(
            expired
        )


class Webhook(models.Model):
    """One address with its own secret, and the states whose coming it hears of."""

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=500)
    secret = EncryptedTextField()
    """Signs every message; shown once, kept sealed since signing needs it."""
    statuses: Any = ArrayField(models.CharField(max_length=24, choices=Status), default=list)
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"webhook {self.pk}"

    @property
    def status_labels(self) -> list[str]:
        """The states in words."""
        return [str(Status(status).label) for status in self.statuses]


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def due(self, now: datetime) -> Self:
        """Waiting, its time has come, and no worker holds it."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, state=WebhookDelivery.State.WAITING, next_attempt_at__lte=now)

    def dead(self) -> Self:
        """Given up: they wait for a person."""
        return self.filter(state=WebhookDelivery.State.DEAD)


class WebhookDelivery(models.Model):
    """One message to one webhook. Its id goes along, so that the receiver knows a second arrival of the same."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("webhook", "waiting")
        DELIVERED = "delivered", pgettext_lazy("webhook", "delivered")
        DEAD = "dead", pgettext_lazy("webhook", "given up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="+")
    """Empty for a trial message."""
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    """A worker is at it until then; after that it is taken for dead."""
    last_attempt_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=24, blank=True)
    """`http_500`, `timeout` …: `webhooks/errors.py` says them in words."""
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["webhook", "-created_at"], name="webhook_log"),
            models.Index(fields=["next_attempt_at"], name="webhook_due", condition=Q(state="waiting")),
        ]
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="one_delivery_of_an_event")]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def error_words(self) -> str:
        """Why the last try failed, in words; empty where it did not."""
        return words_of(self.last_error) if self.last_error else ""

    @property
    def subject(self) -> str:
        """What it tells, in words; no registration is named."""
        return str(Status(self.event.to_status).label) if self.event else pgettext("webhook", "trial")
