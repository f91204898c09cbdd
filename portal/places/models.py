"""Where people live and where they find help: provinces, wards, former units, facilities.

Codes are those of the official list since 1 July 2025 (34 provinces, 3,321 wards); a unit is never found by its name
alone, since names repeat between provinces and change.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Province(models.Model):
    """A province or city of central rank; `code` is the official two digits as text."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, db_index=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


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
    valid_from = models.DateField(default=date(2025, 7, 1))
    valid_to = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    filing_mode = models.CharField(max_length=8, choices=FilingMode.choices, default=FilingMode.PREPARE)
    filing_basis = models.CharField(max_length=300, blank=True)
    filing_from = models.DateField(null=True, blank=True)
    office_hours = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
