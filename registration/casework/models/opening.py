"""A prepared dossier opened at the desk with the code that the person showed: the only way it becomes visible."""

from django.conf import settings
from django.db import models

from .registration import Registration


class Opening(models.Model):
    """`user` opened the prepared `registration` with its code; it stays visible to that user until received."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "user"], name="one_opening_per_officer")]

    def __str__(self) -> str:
        return f"opening {self.pk}"
