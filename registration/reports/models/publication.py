"""The public counts of one closed period: made once, with the small ones hidden, and never made again.

What was published stays as it was: two readings at different times can then not be subtracted from each other. A
trigger of the database refuses any change.
"""

from django.db import models


class Publication(models.Model):
    """`counts` holds what everybody may read (`public_counts.py`); the hidden numbers are not in it."""

    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    threshold = models.PositiveSmallIntegerField()
    counts = models.JSONField()

    class Meta:
        ordering = ["-year", "-kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="published_once")]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """The address of its period (`periods.py`)."""
        return f"{self.year}-{self.kind}"
