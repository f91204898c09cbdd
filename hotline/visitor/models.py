"""How people felt about a conversation: a figure for the operator, without a way back to the words.

`Satisfaction` has no key, no time of day and no number of a conversation; `Rated` says only that the two questions
were answered, so that one conversation counts once.
"""

import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from hotline.conversations.models import Conversation
from hotline.conversations.states import Channel, Topic


def _today() -> date:
    return timezone.localdate()


class Satisfaction(models.Model):
    """Two answers: `score` from 1 (not at all) to 5 (very much), and whether the person felt heard (None: not said)."""

    LEAST, MOST = 1, 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )
    felt_heard = models.BooleanField(null=True, blank=True)
    channel = models.CharField(max_length=3, choices=Channel.choices)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    day = models.DateField(default=_today, db_index=True)

    def __str__(self) -> str:
        return f"{self.day} {self.score}"


class Rated(models.Model):
    """This conversation's two questions have been answered; not with what, not when."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return "rated"
