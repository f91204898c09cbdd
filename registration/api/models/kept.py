"""What is kept of a client's calls: which registrations it handed in, answers for repeated keys, reported stages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.casework.models import Registration

from .client import ApiClient


class HandedIn(models.Model):
    """This client handed that registration in, so it knows its code and may go on hearing of it."""

    registration = models.OneToOneField(Registration, models.CASCADE, primary_key=True, related_name="handed_in")
    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"handed in by {self.client_id}"


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
