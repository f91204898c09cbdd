"""Signed papers with a number of the desk's register, without gaps within a ward and a register year."""

from django.conf import settings
from django.db import models

from portal.places.models import Ward
from portal.privacy.fields import EncryptedJSONField

from .registration import Registration


class Register(models.TextChoices):
    """The books of a ward whose numbers run without a gap."""

    DECISION = "decision"
    CERTIFICATE = "certificate"
    AFTERCARE = "aftercare"
    TRANSFER = "transfer"
    PROPOSAL = "proposal"
    TEAM = "team"
    HELPER = "helper"
    END = "end"


class RegisterCounter(models.Model):
    """The last number given in one register of one ward and year; its row is locked while a number is taken."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=12, choices=Register)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "register", "year"], name="one_counter_per_register_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.year}"


class Decision(models.Model):
    """One numbered paper: the decision (F 22), the certificate, the decision on aftercare, the transfer letter, …

    `rules_version` and `template_version` stay as they were on the day of signing, so that the paper is always printed
    as it was signed. `drafted_by` is whoever prepared it, never the signer.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="decisions")
    register = models.CharField(max_length=12, choices=Register)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=16)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=24, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rules_version = models.CharField(max_length=8, blank=True)
    template_version = models.CharField(max_length=16, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    """The day of the record of handing over (F 23), once there is one."""
    detail = EncryptedJSONField(default=dict)
    printed = EncryptedJSONField(default=dict)
    """What stands on the paper, kept when it was signed (`official_forms/sealing.py`)."""
    print_hash = models.CharField(max_length=64, blank=True)
    """The seal over `printed`, in hex; its first eight signs stand on the paper."""

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="nobody_signs_their_own_draft",
                condition=models.Q(drafted_by__isnull=True)
                | models.Q(signed_by__isnull=True)
                | ~models.Q(drafted_by=models.F("signed_by")),
            ),
            models.UniqueConstraint(fields=["ward", "register", "year", "number"], name="register_number_once"),
        ]

    def __str__(self) -> str:
        return self.display_number

    @property
    def display_number(self) -> str:
        """`12/2026`, as written on the paper before the issuing body's letters."""
        return f"{self.number:02d}/{self.year}"
