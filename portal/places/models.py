"""Where people live and where they find help: provinces, wards, former units, the names to find them by.

Codes are those of the official list since 1 July 2025 (34 provinces, 3,321 wards); a unit is never found by its name
alone, since names repeat between provinces and change. The rows come from `data/` by `loader.py`; what staff decide
about a ward (filing mode, office hours) is never touched by the loader. Facilities: `facilities.py`.
"""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .facilities import Facility
from .official import official_name

__all__ = ["Edition", "Facility", "FormerUnit", "PlaceName", "Province", "Ward"]


class Province(models.Model):
    """A province or city of central rank; `code` is the official two digits as text."""

    class Kind(models.TextChoices):
        PROVINCE = "tinh", _("province")
        CITY = "thanh_pho", _("city")

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PROVINCE)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def official_name(self) -> str:
        """As official forms write it, always in Vietnamese: "thành phố Hà Nội"."""
        return official_name(self.kind, self.name)


class WardQuerySet(models.QuerySet["Ward"]):
    def valid_on(self, day: date) -> Self:
        """Wards that exist on `day`."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day), valid_from__lte=day)


class Ward(models.Model):
    """A commune-level unit (xã, phường, đặc khu); `code` is the official five digits, zero-padded, as text."""

    class Kind(models.TextChoices):
        COMMUNE = "xa", _("commune")
        WARD = "phuong", _("ward")
        SPECIAL_ZONE = "dac_khu", _("special zone")

    class FilingMode(models.TextChoices):
        PREPARE = "prepare", _("prepares the dossier only")
        ACCEPT = "accept", _("accepts filings online")

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    province = models.ForeignKey(Province, models.PROTECT, related_name="wards")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(default=date(2025, 7, 1))
    valid_to = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    filing_mode = models.CharField(max_length=8, choices=FilingMode.choices, default=FilingMode.PREPARE)
    filing_basis = models.CharField(max_length=300, blank=True)
    filing_from = models.DateField(null=True, blank=True)
    office_hours = models.JSONField(default=list, blank=True)

    objects = WardQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def official_name(self) -> str:
        """As official forms write it, always in Vietnamese: "phường Hoàn Kiếm"."""
        return official_name(self.kind, self.name)

    def is_valid_on(self, day: date) -> bool:
        """Does the ward exist on `day`?"""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def accepts_filings(self, at: datetime | None = None) -> bool:
        """Is filing on the portal receipt here, at that moment? Needs the mode, its legal basis and its start date.

        Source: Decree 163/2026, articles 89.4b and 90.3; without the ministry's guidance a ward only prepares.
        """
        day = timezone.localdate(at or timezone.now())
        if self.filing_mode != self.FilingMode.ACCEPT or not self.filing_basis or self.filing_from is None:
            return False
        return self.filing_from <= day and self.is_valid_on(day)


class FormerUnit(models.Model):
    """A province, district or ward as it was until 30 June 2025, with today's wards that hold its ground.

    `code` is the official code of then: 2 digits for a province, 3 for a district, 5 for a ward.
    """

    class Level(models.IntegerChoices):
        WARD = 1, _("former ward")
        DISTRICT = 2, _("former district")
        PROVINCE = 3, _("former province")

    code = models.CharField(max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    wards = models.ManyToManyField(Ward, through="PlaceName", related_name="former_units")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return official_name(self.kind, self.name)


class PlaceName(models.Model):
    """One name under which today's ward can be found: its own, or that of a former unit on its ground.

    `text` is the folded name without its kind; `searched` is it with the folded names around it (parents then and
    now), a space before every word, so that one LIKE finds the beginning of any word.
    """

    CURRENT = 0

    ward = models.ForeignKey(Ward, models.CASCADE, related_name="names")
    former = models.ForeignKey(FormerUnit, models.CASCADE, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(default=CURRENT)
    likeliest = models.BooleanField(default=True)
    code = models.CharField(max_length=5)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    text = models.CharField(max_length=100)
    searched = models.CharField(max_length=520)
    older = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["code"], name="places_name_code")]

    def __str__(self) -> str:
        return f"{self.text} -> {self.ward_id}"


class Edition(models.Model):
    """Which edition of the data files the tables hold, so that a second start loads nothing."""

    digest = models.CharField(max_length=64, primary_key=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]
