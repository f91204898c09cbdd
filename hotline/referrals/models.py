"""Receiving points, and what was passed on to them with a person's consent.

What was told is sealed, item by item, and lives as long as its conversation or the person's case; a referral's row
stays as a figure. A receiving point answers by a signed link that carries a random key and nothing else.
"""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.referrals.states import OPEN, PointKind, State, Way
from portal.places.models import Province
from portal.privacy.fields import EncryptedJSONField, EncryptedTextField


class Point(models.Model):
    """Who receives: a facility, a club, legal aid, a job centre. Data of an office, not of a person."""

    kind = models.CharField(_("kind of receiving point"), max_length=12, choices=PointKind.choices)
    name = models.CharField(_("name of the receiving point"), max_length=200)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    email = models.EmailField(_("e-mail for the notice"), blank=True)
    phone = models.CharField(_("mobile phone for the notice"), max_length=20, blank=True)
    note = models.CharField(_("note for counsellors"), max_length=300, blank=True)
    active = models.BooleanField(_("takes referrals"), default=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "name", "province"], name="point_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"

    @property
    def way(self) -> Way:
        """How it is told: by e-mail where this portal sends any, else by a text, else not by us."""
        if self.email and not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            return Way.EMAIL
        return Way.SMS if self.phone else Way.NONE


class ReferralQuerySet(models.QuerySet["Referral"]):
    """The questions that panels, jobs and figures ask."""

    def open(self) -> Self:
        """The receiving point may still answer."""
        return self.filter(state__in=OPEN)


def _key() -> str:
    return secrets.token_urlsafe(12)


class Referral(models.Model):
    """One passing-on. `subject` is the opaque key of whom it belongs to: a conversation, later a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(Point, models.PROTECT, related_name="referrals")
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="referrals")
    subject = models.UUIDField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    told = EncryptedJSONField(default=dict)
    consent_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    link_key = models.CharField(max_length=16, unique=True, default=_key)
    link_until = models.DateTimeField()
    notice_way = models.CharField(max_length=5, choices=Way.choices, default=Way.NONE)
    notice_sent_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "link_until"], name="referral_open")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {str(self.pk)[:8]}"


class Answer(models.Model):
    """What the receiving point said, or what ended the referral; `note` is sealed."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="answers")
    state = models.CharField(max_length=12, choices=State.choices)
    note = EncryptedTextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%d.%m. %H:%M}"
