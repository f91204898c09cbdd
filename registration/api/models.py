"""Clients, the answers kept for repeated keys, and what facility software reported.

A client is a program of another system, never a person. Its rights: `scopes.py`; what it sees: `reading.py`.
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.places.models import Facility, Ward
from registration.casework.models import Registration

from .scopes import Scope


class ApiClientQuerySet(models.QuerySet["ApiClient"]):
    def active(self) -> Self:
        """Clients that may call today."""
        return self.filter(is_active=True)


class ApiClient(models.Model):
    """A program that may call. Without wards it reads nothing; creating is not bound to wards."""

    name = models.CharField(max_length=100, unique=True)
    token_digest = models.CharField(max_length=64, unique=True)
    scopes: Any = ArrayField(models.CharField(max_length=40, choices=Scope), default=list)
    wards = models.ManyToManyField(Ward, blank=True, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, blank=True)
    """The day alone: enough to find a forgotten client, too little to watch one."""

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        ordering = ["-is_active", "name"]

    def __str__(self) -> str:
        return self.name

    def may(self, scope: Scope) -> bool:
        """Whether the client holds `scope`."""
        return scope.value in self.scopes

    @property
    def scope_labels(self) -> list[str]:
        """The scopes in words."""
        return [str(Scope(scope).label) for scope in self.scopes]


class KeptAnswer(models.Model):
    """The answer to one Idempotency-Key of one client: the same key gets it again, another body is refused.

    Key and body are kept as keyed digests, since either may hold a person's words.
    """

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="+")
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="api_answers")
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key_digest"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"kept answer {self.pk}"


class FacilityReport(models.Model):
    """A stage that facility software reported. It moves nothing: the desk records the step, which is its legal act."""

    class Kind(models.TextChoices):
        STARTED = "started", _("treatment started")
        STOPPED = "stopped", _("treatment stopped")
        COMPLETED = "completed", _("treatment completed")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="facility_reports")
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["reported_at"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "client", "kind", "on"], name="one_report_of_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
