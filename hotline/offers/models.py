"""Who gets the next conversation: the operator's rules, who knows what, offers, and each counsellor's day at the desk.

An offer asks one counsellor to take one conversation. Without `asked_by` it is the queue that asks; with it a colleague
asks (warm transfer), and holds the conversation until the answer. It ends once: accepted, declined, expired or
withdrawn; `settling.py` is the only place that ends one.
"""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation, Note


def _count(default: int, least: int, most: int, label: Any) -> Any:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits)


class Routing(models.Model):
    """The operator's rules; one row (`routing()`)."""

    offer_s = _count(60, 15, 300, _("An offer waits for an answer (seconds)"))
    first_reply_min = _count(3, 1, 30, _("First reply at the latest (minutes)"))
    idle_min = _count(10, 2, 60, _("Counts as away after so many minutes without an act"))
    misses = _count(2, 1, 10, _("Counts as away after so many offers without an answer"))
    again_min = _count(5, 1, 60, _("Who declined is not asked again about the same person for (minutes)"))
    talks_a_day = _count(15, 1, 100, _("Conversations a day, after which a rest is advised"))
    minutes_a_day = _count(360, 30, 1440, _("Minutes at the desk a day, after which a rest is advised"))
    pause_min = _count(15, 5, 60, _("A pause lasts (minutes)"))

    def __str__(self) -> str:
        return "routing"


def routing() -> Routing:
    """The rules in force; the defaults where nobody changed them."""
    return Routing.objects.filter(pk=1).first() or Routing(pk=1)


class SkillKind(models.TextChoices):
    """What a skill is about."""

    TOPIC = "topic", _("topic")
    LANGUAGE = "language", _("language")
    PROVINCE = "province", _("province")


class CounsellorSkill(models.Model):
    """A counsellor knows a topic, speaks a language or knows a province well."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=SkillKind.choices)
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "value"], name="skill_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class OfferState(models.TextChoices):
    """How far an offer is; every state but the first is final."""

    LIVE = "live", _("asked")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("ran out")
    WITHDRAWN = "withdrawn", _("no longer needed")


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers by state."""

    def live(self) -> Self:
        """Not yet ended by a row; the clock may have ended it already."""
        return self.filter(state=OfferState.LIVE)

    def open_at(self, now: datetime) -> Self:
        """Those that can still be accepted at `now`."""
        return self.live().filter(expires_at__gt=now)


class Offer(models.Model):
    """One question to one counsellor about one conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="offers")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.LIVE)
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(state="live"), name="one_live_offer_a_conversation"
            ),
            models.UniqueConstraint(
                fields=["counsellor"], condition=Q(state="live", asked_by__isnull=True), name="one_ring_a_counsellor"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="live"), name="offer_runs_out"),
            models.Index(fields=["counsellor", "at"], name="offer_of_counsellor"),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk} {self.state}"


class AwayBecause(models.TextChoices):
    """Why the service set somebody to "away"."""

    IDLE = "idle", _("no act for a while")
    MISSED = "missed", _("offers without an answer")
    PAUSE = "pause", _("pause")


class Desk(models.Model):
    """A counsellor's day at the desk: last act, unanswered offers in a row, time there, and the pause."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    acted_at = models.DateTimeField(default=timezone.now)
    misses = models.PositiveSmallIntegerField(default=0)
    away_because = models.CharField(max_length=6, choices=AwayBecause.choices, blank=True)
    pause_until = models.DateTimeField(null=True, blank=True)
    pause_advised_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    day_s = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"desk {self.user_id}"
