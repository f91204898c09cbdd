"""What feedback stores: the ticket (no word in it), its entries in order (sealed), its photos (sealed).

A ticket names places, never a person; who wrote, if they said so, is sealed. Nothing here leads to a conversation or
a registration. The person's code is kept sealed, for the text message, and as a fingerprint to find it by.
"""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from hotline.feedback import desks
from hotline.feedback.desks import Desk
from hotline.feedback.settings_file import topics
from hotline.feedback.states import ENDED, OPEN, UNCONFIRMED, Move, State
from portal.accounts.models import Role, User
from portal.places.models import Facility, Province, Ward
from portal.privacy.fields import EncryptedBinaryField, EncryptedTextField

NEAR = timedelta(days=2)


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Tickets by who may see them and by what presses."""

    def at_desks_of(self, user: User) -> Self:
        """Those that lie now at a desk where `user` is posted today."""
        return self.filter(desks.of(user))

    def visible_to(self, user: User) -> Self:
        """Those at the user's desks, those that these passed on and nobody accepted yet; for a shift lead all."""
        if user.has_role(Role.SUPERVISOR):
            return self
        passed_on = Q(state=State.FORWARDED) & desks.of(user, "from_desk")
        return self.filter(desks.of(user) | passed_on)

    def reported_by(self, user: User) -> Self:
        """The user's own difficulties."""
        return self.filter(reporter=user)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def pressing(self, now: datetime) -> Self:
        """Open ones that are over a clock: not confirmed in time, or not answered in time."""
        late = Q(due_at__lt=now) | Q(state__in=UNCONFIRMED, confirm_by__lt=now)
        return self.open().filter(late)


class Ticket(models.Model):
    """One report. `confirm_by`: when a desk must have said that it has it; `due_at`: when it must be answered."""

    code_index = models.CharField(max_length=64, null=True, blank=True, unique=True)
    code = EncryptedTextField(blank=True)
    sent_key = models.UUIDField(default=uuid.uuid4, unique=True)
    """The form's own key: the same form sent twice is one ticket."""
    topic = models.CharField(max_length=20)
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    desk = models.CharField(max_length=10, choices=Desk)
    from_desk = models.CharField(max_length=10, choices=Desk, blank=True)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    place_words = EncryptedTextField(blank=True)
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    """The member of staff who reports a difficulty of their own."""
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    """The member of staff who wrote it down for a person."""
    sent_at = models.DateTimeField()
    confirm_by = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "id"]
        indexes = [
            models.Index(fields=["desk", "state", "due_at"], name="feedback_at_desk"),
            models.Index(fields=["ward", "desk"], name="feedback_of_ward"),
            models.Index(fields=["changed_at"], name="feedback_age"),
        ]
        constraints = [
            models.CheckConstraint(name="feedback_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="feedback_passed_on_by_a_desk", condition=~Q(state="forwarded") | ~Q(from_desk="")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """How staff call it; it opens nothing."""
        return f"PA-{self.pk:06d}"

    @property
    def topic_words(self) -> str:
        """The topic in the page's language."""
        known = topics().get(self.topic)
        return str(known) if known else self.topic

    @property
    def place(self) -> str:
        """The place it is about, in words; empty where none was named."""
        return str(self.facility or self.ward or self.province or "")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def next_due_at(self) -> datetime:
        """The clock that runs: for the confirmation, then for the answer."""
        return min(self.confirm_by, self.due_at) if self.state in UNCONFIRMED else self.due_at

    def level(self, now: datetime) -> str:
        """`over`, `near` or `calm` for an open ticket, else empty."""
        if not self.is_open:
            return ""
        if now > self.next_due_at:
            return "over"
        return "near" if self.state not in UNCONFIRMED and self.due_at - now < NEAR else "calm"

    @property
    def was_on_time(self) -> bool | None:
        """Whether the answer came in time; None while there is none."""
        if self.state not in ENDED or self.answered_at is None:
            return None
        return self.answered_at <= self.due_at


class Entry(models.Model):
    """One step of a ticket with its words, in order. `user` None: the person, or time itself."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="entries")
    move = models.CharField(max_length=12, choices=Move)
    words = EncryptedTextField(blank=True)
    desk = models.CharField(max_length=10, choices=Desk, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.move} {self.at:%d.%m.%Y}"


class Photo(models.Model):
    """A checked file, sealed. Until the form is sent it belongs to a browser (`holder`, a hash) and lives for hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="photos")
    holder = models.CharField(max_length=64, blank=True, db_index=True)
    content = EncryptedBinaryField()
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_photo_has_one_owner",
                condition=(Q(ticket__isnull=True) & ~Q(holder="")) | (Q(ticket__isnull=False) & Q(holder="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.size}"
