"""Leave cover: who does the work of an absent colleague at a desk, from one day to another."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.places.models import Ward


class Cover(models.Model):
    """From `starts_on` to `ends_on` (both included) `cover` sees what is assigned to `absent` as own work."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    desk = models.CharField(max_length=12)
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    """Ended before its last day."""

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="nobody_covers_themselves", condition=~models.Q(absent=models.F("cover"))),
            models.CheckConstraint(
                name="cover_ends_after_its_start", condition=models.Q(ends_on__gte=models.F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"
