"""What a supervisor may change about the line, each change with who, when and what stood before.

A change is never an UPDATE: every part of the line (`parts.Part`) has a row of editions, and the newest one counts. An
edition without content means: as it came with the portal. Change and taking back: `services/change.py`.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from hotline.line.parts import Part


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about what counts and what stood before."""

    def newest(self) -> "EditionQuerySet":
        """The newest edition of every part."""
        return self.order_by("part", "-number").distinct("part")

    def of(self, part: str) -> "EditionQuerySet":
        """All editions of one part, the newest first."""
        return self.filter(part=part).select_related("by", "took_back").order_by("-number")


class Edition(models.Model):
    """One saved state of a part of the line; no personal words in it."""

    part = models.CharField(max_length=10, choices=Part.choices)
    number = models.PositiveIntegerField()
    content = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=200, blank=True)
    took_back = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects: Any = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="line_edition_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.number}"
