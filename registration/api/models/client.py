"""A client is a program of another system, never a person.

Its rights: `scopes.py`; what it sees: `reading.py`; how it proves itself: `authentication.py`.
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.places.models import Facility, Ward

from ..scopes import Scope

PER_MINUTE = 600


class ApiClientQuerySet(models.QuerySet["ApiClient"]):
    def active(self) -> Self:
        """Clients that may call today."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()), is_active=True)

    def holding(self, token_digest: str) -> Self:
        """The active client of that token: the present one, or the one before while both are good."""
        before = Q(previous_token_digest=token_digest, previous_until__gt=timezone.now())
        return self.active().filter(Q(token_digest=token_digest) | before)


class ApiClient(models.Model):
    """A program that may call. Without wards and facility it reads nothing; creating is not bound to wards."""

    name = models.CharField(max_length=100, unique=True)
    token_digest = models.CharField(max_length=64, unique=True)
    previous_token_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    """So long the token before the last renewal still works, for programs that cannot change it in one moment."""
    scopes: Any = ArrayField(models.CharField(max_length=40, choices=Scope), default=list)
    every_ward = models.BooleanField(default=False)
    """A national channel: reads what was received anywhere."""
    wards = models.ManyToManyField(Ward, blank=True, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    per_minute = models.PositiveIntegerField(default=PER_MINUTE)
    """Calls a minute; more are answered 429."""
    is_active = models.BooleanField(default=True)
    expires_on = models.DateField(null=True, blank=True)
    """The last day on which it may call."""
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
    def has_expired(self) -> bool:
        """Whether its last day is over."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def scope_labels(self) -> list[str]:
        """The scopes in words."""
        return [str(Scope(scope).label) for scope in self.scopes]
