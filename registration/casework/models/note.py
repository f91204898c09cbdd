"""A desk's own note on a registration: for colleagues of the same desk, never shown to the citizen."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.privacy.fields import EncryptedTextField

from .registration import Registration


class Note(models.Model):
    """`text` by `author`, read by the desk (`police` or `committee`, see `desks.py`) that wrote it. Notes are not
    edited: a mistake is put right by a further note, so that the log stays true."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="notes")
    desk = models.CharField(max_length=12)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = EncryptedTextField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"note {self.pk}"
