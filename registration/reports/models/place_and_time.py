"""Where and when a number belongs: the fields that targets, typed numbers and reports share."""

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.places.models import Province, Ward


class Kind(models.TextChoices):
    """The kinds of reporting period (`periods.py`)."""

    HALF_YEAR = "half_year", pgettext_lazy("period", "Half-year")
    YEAR = "year", pgettext_lazy("period", "Year")


class PlaceAndTime(models.Model):
    """A province, or one of its wards, in one reporting period."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    @property
    def area_code(self) -> str:
        """The ward's code, else the province's."""
        return self.ward_id or self.province_id

    @property
    def period_slug(self) -> str:
        return f"{self.year}-{self.kind}"
