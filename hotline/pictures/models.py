"""Pictures that a visitor sends: written anew without what they carry in secret, sealed, gone with the conversation.

A member of staff sees a blur first and decides to look (`Look`); every look is in the audit log.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from hotline.conversations.models import Conversation
from portal.privacy.fields import EncryptedBinaryField


class Picture(models.Model):
    """One picture, a JPEG of our own making; `seq` is the message that shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="pictures")
    seq = models.PositiveIntegerField()
    content = EncryptedBinaryField()
    blurred = EncryptedBinaryField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["conversation", "seq"]
        constraints = [models.UniqueConstraint(fields=["conversation", "seq"], name="picture_of_message_once")]

    def __str__(self) -> str:
        return f"picture {str(self.pk)[:8]}"


class Look(models.Model):
    """A member of staff decided to see this picture; it stays open to them for a quarter of an hour."""

    LASTS = timedelta(minutes=15)

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "user"], name="look_of_user_once")]

    def __str__(self) -> str:
        return f"look {self.pk}"
