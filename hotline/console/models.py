"""What a counsellor's desk keeps: unsent words, what is put aside, how a conversation ended, links into the form.

Words are sealed and die with their conversation (`services/forgetting`). A handover link knows no conversation.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.privacy.fields import EncryptedTextField


class DraftKind(models.TextChoices):
    """For whom the unsent words are."""

    REPLY = "reply", _("reply to the person")
    NOTE = "note", _("note for colleagues")


class Draft(models.Model):
    """Unsent words of one counsellor in one conversation. They can land in no other: the pair is their key."""

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=DraftKind.choices, default=DraftKind.REPLY)
    body = EncryptedTextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user", "kind"], name="one_draft_a_counsellor")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Snooze(models.Model):
    """Put aside by its holder until `until`, or until there is a message after number `seq`."""

    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="snooze")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()
    seq = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"until {self.until:%H:%M}"


class RiskSeen(models.TextChoices):
    """The highest risk that the counsellor saw in the whole conversation."""

    NONE = "none", _("no risk seen")
    SOME = "some", _("some worry, no danger now")
    SERIOUS = "serious", _("serious: a plan for safety was made")
    LIFE = "life", _("a life was in danger")


class WrapUp(models.Model):
    """How a conversation ended, in codes for reports: it outlives the words and says nothing about a person."""

    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="wrap_up")
    topics = models.JSONField(default=list)
    risk = models.CharField(max_length=7, choices=RiskSeen.choices, blank=True)
    referral = models.BooleanField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"wrap-up {self.pk}"


class HandoverLink(models.Model):
    """A prepared way into the registration form, found by the hash of a random key until it is over.

    It names no conversation and no member of staff; the message that shows the link holds the key alone."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    token = EncryptedTextField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key_hash[:8]
