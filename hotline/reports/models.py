"""Figures that are kept by themselves, because nothing else may keep them.

A person's province is erased with their words. So that the province's figure survives, each beginning leaves a mark of
its own: without a key to the conversation, without a time of day.
"""

import uuid
from datetime import date

from django.db import models
from django.utils import timezone

from hotline.conversations.states import Channel


def _today() -> date:
    return timezone.localdate()


class ProvinceMark(models.Model):
    """Somebody in this province began a conversation on this day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(default=_today, db_index=True)
    province_code = models.CharField(max_length=2)
    channel = models.CharField(max_length=3, choices=Channel.choices)

    def __str__(self) -> str:
        return f"{self.day} {self.province_code}"
