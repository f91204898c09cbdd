"""Places that help: where dependence is determined, where one is treated, who counsels and supports.

The fields are those that the police of a province must publish (Decree 163/2026, articles 80.5 and 83.3, forms
F 11, F 12, F 16), with the day on which somebody last checked them. `models.py` exports the model.
"""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .words import comparable


class FacilityQuerySet(models.QuerySet["Facility"]):
    def shown(self) -> Self:
        """What the public directory shows, with ward and province at hand."""
        return self.filter(published=True).select_related("ward__province")

    def can_determine(self) -> Self:
        """Health facilities qualified to determine dependence (the first step of most people)."""
        return self.filter(can_determine=True)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)


class Facility(models.Model):
    """One place with an address; `kind` says what it mainly is, flags and services what else it does."""

    class Kind(models.TextChoices):
        PUBLIC_REHABILITATION = "public_facility", _("public rehabilitation facility")
        PRIVATE_REHABILITATION = "private_facility", _("private rehabilitation facility")
        REFORMATORY_SCHOOL = "reformatory_school", _("reformatory school")
        SERVICE_PROVIDER = "service_provider", _("provider of rehabilitation services at home and in the community")
        DETERMINATION = "determination_facility", _("health facility that determines dependence")
        SUBSTITUTION = "substitution_clinic", _("substitution treatment clinic")
        COUNSELLING_POINT = "counselling_point", _("counselling point in the community")
        CLUB = "club", _("club or peer group")
        LEGAL_AID = "legal_aid", _("legal aid centre")
        JOB_CENTRE = "job_centre", _("job centre")
        VOCATIONAL_SCHOOL = "vocational_school", _("vocational school")

    kind = models.CharField(max_length=24, choices=Kind.choices, db_index=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    ward = models.ForeignKey("places.Ward", models.PROTECT, related_name="facilities")
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    can_determine = models.BooleanField(default=False)
    services = models.JSONField(default=list, blank=True)
    stages = models.CharField(max_length=20, blank=True, help_text=_("Stages it may carry out, e.g. 1-5 or 2,3."))
    price_note = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    office_hours = models.JSONField(default=list, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=True)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name_plural = "facilities"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = comparable(self.name)
        super().save(*args, **kwargs)
