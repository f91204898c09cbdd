"""Who helps a person, for which organisation, from when to when (F 59; after a move F 60)."""

from django.conf import settings
from django.db import models

from portal.places.models import Ward
from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Registration


class Assignment(models.Model):
    """A helper's time with a person. Open while `ended_at` is empty; one open assignment a registration."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="assignments")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = EncryptedTextField(blank=True)
    form = models.CharField(max_length=16, blank=True)
    """The number of the official form that names the helper."""
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(ended_at__isnull=True), name="one_helper_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"
