"""The audit log: append-only, each entry chained to the one before by a hash (see `chain`, `log`).

The database itself refuses to change or remove entries (migration 0002).
"""

from typing import Self

from django.conf import settings
from django.db import models

from portal.accounts.models import Role, User


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries by who may read them."""

    def visible_to(self, user: User) -> Self:
        """All entries for administrators and coordinators; for everybody else their own doings."""
        if user.has_role(Role.ADMINISTRATOR, Role.COORDINATOR):
            return self.all()
        return self.filter(actor=user)


class Entry(models.Model):
    """Somebody read or did something; holds no personal word."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_ref = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["object_type", "object_ref"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_type}"
