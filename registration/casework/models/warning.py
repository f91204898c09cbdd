"""Who has been warned that a step falls due: one row for each level, withdrawn as soon as it is no longer true.

No personal word stands here: a coordinator counts these rows without ever opening a file.
"""

from django.conf import settings
from django.db import models

from portal.places.models import Ward

from .registration import Registration


class DueWarning(models.Model):
    """The warning of one `level` about `kind` (a clock's name, `completion` or `answered`) at the desk of `ward`.

    `since` tells one run of a clock from the next, so that a warning is raised once for each run.
    """

    class Level(models.TextChoices):
        OFFICER = "officer"
        CHIEF = "chief"
        COORDINATOR = "coordinator"

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="due_warnings")
    kind = models.CharField(max_length=32)
    level = models.CharField(max_length=12, choices=Level)
    desk = models.CharField(max_length=12)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind", "level", "since", "ward"], name="one_warning_for_each_level_and_run"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ward", "desk", "level"], name="warning_open", condition=models.Q(withdrawn_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.level}"


class Digest(models.Model):
    """The daily digest of one member of staff: claimed before it is sent, so that nobody gets two."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"digest {self.day}"
