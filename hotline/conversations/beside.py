"""Rows beside a conversation: colleagues who read along, and blocks against abuse.

A block knows no person. It is bound to the conversation and, where asked for, to a mark of the network: an HMAC
under a random salt of that day, which is destroyed with the next day but one. No address is ever stored, and once the
salt is gone nobody can tell from which network a mark came. Rules: `services/guests.py`, `blocking.py`.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Guest(models.Model):
    """A colleague whom the holder asked to read along (conference): reads and writes notes, never to the person."""

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="guests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "user"], condition=Q(left_at__isnull=True), name="one_chair_a_guest"
            ),
        ]
        indexes = [models.Index(fields=["user"], condition=Q(left_at__isnull=True), name="guest_reads_along")]

    def __str__(self) -> str:
        return f"guest {self.user_id}"


class DaySalt(models.Model):
    """The random salt of one day's network marks; destroyed two days later."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    def __str__(self) -> str:
        return f"salt {self.day:%d.%m.}"


class NetworkMark(models.Model):
    """From which network, by that day's salt, a web conversation began; destroyed with the salt or the words."""

    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="network_mark")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"mark {self.pk}"


class BlockReason(models.TextChoices):
    """Why a conversation was blocked."""

    ABUSE = "abuse", _("insults or harassment")
    SEXUAL = "sexual", _("sexual harassment")
    THREAT = "threat", _("threats against staff")
    SPAM = "spam", _("advertising or a machine")


class BlockQuerySet(models.QuerySet["Block"]):
    """The questions of the way in and of the supervisor."""

    def in_force(self, now: datetime) -> Self:
        """Neither lifted nor over at `now`."""
        return self.filter(until__gt=now, lifted_at__isnull=True)

    def unseen(self) -> Self:
        """Not yet looked at by a supervisor."""
        return self.filter(reviewed_at__isnull=True)


class Block(models.Model):
    """One conversation is blocked until `until`; with `mark` new ones of the same network that day as well."""

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="blocks")
    mark = models.CharField(max_length=64, blank=True, db_index=True)
    reason = models.CharField(max_length=8, choices=BlockReason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"block {self.pk}"
