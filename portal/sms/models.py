"""Tables of the SMS room: what goes out, what comes in, who wants nothing more, and reports that came too early;
versions of the registered texts, and what each day cost.

Numbers and words are encrypted. The index of a number is bound to its side (`registration` or `hotline`), so that no
row of this table joins a conversation to a registration.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.privacy.fields import EncryptedTextField
from portal.sms.states import NOT_ARRIVED, OPEN, State, TextState


class OutboundQuerySet(models.QuerySet["OutboundMessage"]):
    """Business questions about the outbox."""

    def due(self, now: datetime) -> "OutboundQuerySet":
        """Messages whose next attempt should have begun by `now`."""
        return self.filter(state__in=OPEN, next_attempt_at__lte=now)

    def not_arrived(self) -> "OutboundQuerySet":
        """Failed, undelivered and not tried again, or of an outcome that nobody will find out any more."""
        return self.filter(state__in=NOT_ARRIVED, next_attempt_at=None, retry=None)


class OutboundMessage(models.Model):
    """One text to one phone: the outbox. Changed only by `outbox`, `delivery` and `status`, by guarded UPDATEs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.CharField(max_length=16)
    to = EncryptedTextField()
    to_index = models.CharField(max_length=64, db_index=True)
    body = EncryptedTextField()
    template = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=100, blank=True, db_index=True)
    dedupe_key = models.CharField(max_length=200, null=True, unique=True)
    retry_of = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="retry")

    gateway = models.CharField(max_length=20)
    # All that may carry it, the preferred one first, joined by "|"; `gateway` is the one whose turn it is.
    gateways = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    provider_id = models.CharField(max_length=64, null=True)
    error_code = models.CharField(max_length=32, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    # Set before the words leave us, taken back when the gateway surely refused: between the two, nobody knows.
    handed_over_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    segments = models.PositiveSmallIntegerField(default=1)
    # What the hand-over costs in đồng, counted in the figures of that day; null while it is counted nowhere.
    cost = models.PositiveIntegerField(default=0)
    charged_on = models.DateField(null=True)

    created_at = models.DateTimeField(auto_now_add=True)
    state_at = models.DateTimeField(auto_now_add=True)

    objects = OutboundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "provider_id"], name="sms_outbound_once_per_provider_id"),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state__in=OPEN), name="sms_outbound_open"),
            models.Index(fields=["created_at"], name="sms_outbound_created"),
        ]

    def __str__(self) -> str:
        return f"SMS {self.id}"


class InboundMessage(models.Model):
    """One text from a phone, stored once by the gateway's own id."""

    class OptOut(models.TextChoices):
        """What the text asks of us beyond being read."""

        NONE = "", ""
        STOP = "stop", "stop"
        START = "start", "start"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=64)
    sender = EncryptedTextField()
    sender_index = models.CharField(max_length=64, db_index=True)
    recipient = models.CharField(max_length=32, blank=True)
    body = EncryptedTextField()
    opt_out = models.CharField(max_length=5, choices=OptOut, blank=True, default=OptOut.NONE)
    media = models.PositiveSmallIntegerField(default=0)  # pictures that came along and were not fetched
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "provider_id"], name="sms_inbound_once_per_provider_id"),
        ]

    def __str__(self) -> str:
        return f"SMS in {self.pk}"


class InboundPart(models.Model):
    """A part of a long text from a gateway that does not join them; its words are gone once the text is whole."""

    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=64)
    sender_index = models.CharField(max_length=64)
    sender = EncryptedTextField()
    recipient = models.CharField(max_length=32, blank=True)
    ref = models.CharField(max_length=32)
    part = models.PositiveSmallIntegerField()
    parts = models.PositiveSmallIntegerField()
    body = EncryptedTextField(blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "provider_id"], name="sms_part_once_per_provider_id"),
        ]
        indexes = [
            models.Index(
                fields=["sender_index", "ref"], condition=models.Q(joined_at__isnull=True), name="sms_part_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.part} of {self.parts}"


class OptOut(models.Model):
    """A number to which nothing is sent until it says START. The number itself is not kept, only its index."""

    number_index = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(auto_now_add=True)
    told_by = models.CharField(max_length=20)  # "person" or the gateway's name

    def __str__(self) -> str:
        return f"opt-out {self.pk}"


class EarlyReport(models.Model):
    """A status report whose message is not known yet; joined when the provider's id is saved."""

    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State)
    error_code = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["gateway", "provider_id"], name="sms_early_report")]

    def __str__(self) -> str:
        return f"early report {self.pk}"


class GatewayPauseQuerySet(models.QuerySet["GatewayPause"]):
    """Business questions about pauses."""

    def holding(self) -> "GatewayPauseQuerySet":
        """Pauses that are not over."""
        return self.filter(until__gt=timezone.now())


class GatewayPause(models.Model):
    """A gateway that refuses our credentials: nothing is tried before `until`, somebody must look."""

    gateway = models.CharField(max_length=20, primary_key=True)
    until = models.DateTimeField()
    error_code = models.CharField(max_length=32)

    objects = GatewayPauseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.gateway} paused"


class TextVersion(models.Model):
    """One wording of a registered text. Without one in use, the wording of `data/templates.toml` is sent."""

    template = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    vi = models.TextField()
    en = models.TextField()
    state = models.CharField(max_length=10, choices=TextState, default=TextState.DRAFT)
    registered_with = models.CharField(max_length=80, blank=True)
    registered_on = models.DateField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    state_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="sms_text_version_once"),
            models.UniqueConstraint(
                fields=["template"], condition=models.Q(state=TextState.IN_USE), name="sms_text_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.version}"


class DayCost(models.Model):
    """What the texts of one day, gateway and side cost: figures that outlive the texts. Money in đồng."""

    day = models.DateField()
    gateway = models.CharField(max_length=20)
    side = models.CharField(max_length=16)
    texts = models.PositiveIntegerField(default=0)
    segments = models.PositiveIntegerField(default=0)
    cost = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "gateway", "side"], name="sms_day_cost_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.gateway} {self.cost}"


class CostAlert(models.Model):
    """That the log was told of a day's costs, once for each share of the limit."""

    day = models.DateField()
    share = models.PositiveSmallIntegerField()  # per cent of the limit
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "share"], name="sms_cost_alert_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.share} %"
