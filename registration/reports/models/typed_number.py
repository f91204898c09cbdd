"""Numbers that the portal cannot count: typed in, with the words where they come from."""

from django.conf import settings
from django.db import models

from .place_and_time import PlaceAndTime


class TypedNumber(PlaceAndTime):
    """One measure (kind "typed", or "given" while no room delivers it) of an area and period."""

    measure = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    """Which body gave the number, in which paper; shown beside the figure."""
    typed_at = models.DateTimeField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "ward", "kind", "year", "measure"],
                name="one_typed_number_each",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.area_code} {self.period_slug}"
