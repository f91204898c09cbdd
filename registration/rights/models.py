"""What rights stores: a person's request about their own data, its two clocks, and what the desk answered."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from portal.accounts.models import Role, User
from portal.places.models import Ward
from portal.privacy.fields import EncryptedTextField
from registration.casework.models import Registration
from registration.casework.states import COMMITTEE_DESK_SEES, POLICE_DESK_SEES

from . import law
from .states import OPEN, State

NEAR = 0.75
"""Share of a clock after which a request is near its end."""


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests by who may answer them and by what presses."""

    def visible_to(self, user: User) -> Self:
        """Those at the wards where `user` heads a desk today, about files which that desk may see."""
        return self.filter(
            models.Q(
                registration__ward__in=user.wards_today(Role.POLICE_CHIEF),
                registration__status__in=POLICE_DESK_SEES,
                registration__received_at__isnull=False,
            )
            | models.Q(
                registration__ward__in=user.wards_today(Role.COMMITTEE_CHAIR),
                registration__status__in=COMMITTEE_DESK_SEES,
            )
        )

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def over(self, now: datetime) -> Self:
        """Open ones whose first or whole time has passed."""
        late = models.Q(due_at__lt=now) | models.Q(state=State.ASKED, first_due_at__lt=now)
        return self.open().filter(late)


class DataRequest(models.Model):
    """One request. `kind` is a key of the rights (`data/rights.toml`); reasons are keys, words are encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="data_requests")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    """Where it was asked; who answers follows the registration."""
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    text = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True, blank=True)
    first_answer = EncryptedTextField(blank=True, default="")
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.CharField(max_length=32, blank=True)
    refusal_reason = models.CharField(max_length=32, blank=True)
    answer = EncryptedTextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="data_request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=models.Q(state__in=["asked", "in_hand"]),
                name="one_open_request_of_a_kind",
            ),
            models.CheckConstraint(name="data_request_state_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="refusal_has_a_reason",
                condition=~models.Q(state="refused") | ~models.Q(refusal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def label(self) -> str:
        """The right in words."""
        return law.words(law.law().rights, self.kind)

    @property
    def refusal_words(self) -> str:
        return law.words(law.law().refusals, self.refusal_reason) if self.refusal_reason else ""

    @property
    def extension_words(self) -> str:
        return law.words(law.law().extensions, self.extension_reason) if self.extension_reason else ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def next_due_at(self) -> datetime:
        """The clock that ends first: the first answer, then the whole."""
        return self.first_due_at if self.state == State.ASKED else self.due_at

    def level(self, now: datetime) -> str:
        """`over`, `near` or `calm` for an open request, else empty."""
        if not self.is_open:
            return ""
        if now > self.next_due_at:
            return "over"
        whole = max(self.next_due_at - self.asked_at, timedelta(seconds=1))
        return "near" if (now - self.asked_at) / whole >= NEAR else "calm"
