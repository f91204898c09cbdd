"""One thing that happened to a registration: the story that the citizen reads and the desk relies on."""

from django.conf import settings
from django.db import models

from portal.places.models import Ward
from portal.privacy.fields import EncryptedJSONField

from .registration import Registration


class Event(models.Model):
    """A step. `kind` is the name of a move (`moves.py`); `detail` holds its named fields, encrypted."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    from_status = models.CharField(max_length=24, blank=True)
    to_status = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The staff member; empty for the citizen and the portal itself."""
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The ward whose desk the registration lay at."""
    detail = EncryptedJSONField(default=dict)

    class Meta:
        ordering = ["seq"]
        indexes = [
            # The reports count a ward's moves from this index alone.
            models.Index(
                fields=["ward", "at"],
                include=["kind", "from_status", "to_status", "registration"],
                name="event_figures",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["registration", "seq"], name="event_seq_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.seq}"
