"""Conversations of the hotline and what was said in them.

One wall: nothing here has a key to a registration, nor holds one. Words, nicknames and phones are sealed
(`portal.privacy`); a visitor is known only by a random secret in their own browser, of which we keep a hash.
Rules live in `services/`, one file a verb; the states in `states`.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from hotline.conversations.beside import Block, DaySalt, Guest, NetworkMark
from hotline.conversations.states import (
    LIVE,
    Author,
    Channel,
    Ended,
    Outcome,
    Presence,
    Risk,
    State,
    StepKind,
    Topic,
)
from hotline.line.topics import topic_words
from portal.accounts.models import Role, Team
from portal.privacy.fields import EncryptedJSONField, EncryptedTextField

__all__ = ["Block", "Conversation", "CounsellorPresence", "DaySalt", "Guest", "Message", "NetworkMark", "Note", "Step"]


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """The questions that the console, the queue and the retention rule ask."""

    def waiting(self) -> Self:
        """Who waits for a counsellor: danger first, then the longest wait."""
        return self.filter(state=State.WAITING).order_by("-risk", "waiting_since", "id")

    def live(self) -> Self:
        """Not ended."""
        return self.filter(state__in=LIVE)

    def held_by(self, user: Any) -> Self:
        """Conversations that `user` holds now."""
        return self.filter(state=State.OPEN, counsellor=user)

    def readable_by(self, user: Any) -> Self:
        """Whose words `user` may read: a counsellor those they hold or held last or were asked to read along, a
        supervisor all."""
        roles = user.roles_today()
        if Role.SUPERVISOR in roles:
            return self
        if Role.COUNSELLOR not in roles:
            return self.none()
        along = Guest.objects.filter(user=user, left_at__isnull=True).values("conversation")
        return self.filter(Q(counsellor=user) | Q(pk__in=along))

    def forgotten_after(self, channel: str, before: datetime) -> Self:
        """Of `channel`, not yet erased and without a word since `before`."""
        return self.filter(channel=channel, erased_at__isnull=True, last_activity_at__lt=before)


class Conversation(models.Model):
    """One person and the hotline. `last_seq` numbers its messages, given under the row's lock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=3, choices=Channel.choices, default=Channel.WEB)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    topic = models.CharField(max_length=12, choices=Topic.choices, default=Topic.OTHER)
    nickname = EncryptedTextField(blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=2, default="vi")
    risk = models.PositiveSmallIntegerField(choices=Risk.choices, default=Risk.NONE)
    warned_at = models.DateTimeField(null=True, blank=True)
    blocked = models.BooleanField(default=False)

    secret_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    phone = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=64, blank=True)
    invite_hash = models.CharField(max_length=64, blank=True, db_index=True)
    invite_until = models.DateTimeField(null=True, blank=True)
    # Random, shared by the web conversations that one browser began with its cookie still there; empty for a first one.
    browser_key = models.CharField(max_length=32, blank=True, db_index=True)

    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    last_seq = models.PositiveIntegerField(default=0)
    visitor_read_seq = models.PositiveIntegerField(default=0)
    counsellor_read_seq = models.PositiveIntegerField(default=0)

    created_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(default=timezone.now)
    last_activity_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    first_answer_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    ended_by = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    wrap_up_words = EncryptedTextField(blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=Q(channel=Channel.SMS, state__in=LIVE),
                name="one_live_conversation_per_phone",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-risk", "waiting_since"], name="conversation_queue"),
            models.Index(fields=["counsellor", "state"], name="conversation_holder"),
            models.Index(fields=["last_activity_at"], name="conversation_age"),
            models.Index(fields=["created_at"], name="conversation_begun"),
            models.Index(fields=["created_at"], name="conversation_arrival"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {str(self.pk)[:8]}"

    def get_topic_display(self) -> str:  # type: ignore[no-redef]  # Django makes one of the values; ours says the words
        """The topic in the operator's words."""
        return topic_words(self.topic, get_language() or "vi")

    @property
    def is_live(self) -> bool:
        """Not ended."""
        return self.state in LIVE


class Message(models.Model):
    """One message. `seq` is gapless within its conversation; `client_id` makes a repeat harmless."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=10, choices=Author.choices)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    body = EncryptedTextField()
    card = EncryptedJSONField(null=True, blank=True)
    client_id = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["conversation", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once"),
            models.UniqueConstraint(fields=["conversation", "client_id"], name="message_client_id_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} #{self.seq}"


class Note(models.Model):
    """What counsellors write for each other. It never reaches the visitor. A `whisper` of a supervisor is for the
    holder only."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    body = EncryptedTextField()
    whisper = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Step(models.Model):
    """Something that happened: a figure for reports that outlives the words. It names staff, never a person."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    detail = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["kind", "at"], name="conversation_step_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d.%m. %H:%M}"


class CounsellorPresence(models.Model):
    """Whether a counsellor is at the desk and how many conversations they will hold at once."""

    ONLINE = timedelta(seconds=60)

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    status = models.CharField(max_length=9, choices=Presence.choices, default=Presence.AVAILABLE)
    capacity = models.PositiveSmallIntegerField(default=4)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user} · {self.get_status_display()}"
