"""What the desk asked the person to complete, and what came back."""

from django.conf import settings
from django.db import models

from portal.privacy.fields import EncryptedJSONField, EncryptedTextField

from ..lists import entries
from .registration import Registration


class CompletionRequest(models.Model):
    """A request for missing parts: open until the desk finds the dossier complete."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="completion_requests")
    missing = models.JSONField(default=list)
    """Keys of the list `missing`; `other` where the desk used words of its own."""
    own_words = EncryptedJSONField(default=list)
    """What is missing in the desk's own words."""
    message = EncryptedTextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = EncryptedTextField(blank=True)
    item_answers = EncryptedJSONField(default=dict)
    """The answer to each part by its key: `residence`, or `own-1` for the first part in the desk's own words."""
    changes = EncryptedJSONField(default=list)
    """What the answer changed in the dossier: [field, before, after] for each field."""
    due_at = models.DateTimeField(null=True, blank=True)
    """Until when the person is asked to answer; afterwards the desk calls, nothing happens by itself."""
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(closed_at__isnull=True), name="one_open_completion_request"
            ),
        ]

    def __str__(self) -> str:
        return f"completion request {self.pk}"

    @property
    def open_fields(self) -> list[str]:
        """The entries of the dossier that the answer may put right: those of the parts that are asked for."""
        listed = entries("missing")
        return [field for key in self.missing if key in listed for field in listed[key].fields]

    @property
    def items(self) -> dict[str, str]:
        """What is asked for, by key; the words are the desk's own, or empty where the list `missing` has them."""
        listed = {key: "" for key in self.missing if key != "other" or not self.own_words}
        return listed | {f"own-{number}": words for number, words in enumerate(self.own_words, 1)}
