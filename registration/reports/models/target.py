"""What a province or ward wants to reach in a period: the number beside the number."""

from django.conf import settings
from django.db import models

from .place_and_time import PlaceAndTime


class Target(PlaceAndTime):
    """The wanted value of one indicator, for all places of treatment or for one."""

    indicator = models.CharField(max_length=40)
    place = models.CharField(max_length=24, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "ward", "kind", "year", "indicator", "place"],
                name="one_target_each",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="target_not_negative", condition=models.Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period_slug}"
