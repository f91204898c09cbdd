"""What an officer found when two registrations looked alike: the same person, or not. Nothing is ever merged."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .registration import Registration


class DuplicateMark(models.Model):
    """`first` and `second` (in the order of their keys) are the `same` person or not; undone by `undone_at`."""

    first = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(undone_at__isnull=True),
                name="one_standing_mark_for_two_files",
            ),
            models.CheckConstraint(name="duplicate_mark_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]

    def __str__(self) -> str:
        return f"duplicate mark {self.pk}"
