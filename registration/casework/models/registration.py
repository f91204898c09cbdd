"""One person's registration for voluntary treatment, from the filled form to the end of aftercare.

The state changes only through `actions/`. Answers keep the field names of contract §4. Columns outside `answers` hold
no personal word: keyed indexes for exact look-up, coarse bands for the reports, times and clocks.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from portal.places.models import Ward
from portal.privacy.fields import EncryptedJSONField

from .. import codes
from ..scope import RegistrationQuerySet
from ..states import Status


class Registration(models.Model):
    """A registration. `clock`, `clock_started_at`, `due_at` describe the one legal clock that runs now, if any."""

    class Source(models.TextChoices):
        WEB = "web"
        API = "api"
        NATIONAL = "national"
        DESK = "desk"
        OLD_CASE = "old_case"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    status = models.CharField(max_length=24, choices=Status)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", db_index=False)
    rules_version = models.CharField(max_length=8)
    form_version = models.CharField(max_length=16, blank=True)
    """The edition of the form that the person filled in; like `rules_version` it stays when newer ones come."""
    source = models.CharField(max_length=12, choices=Source, default=Source.WEB)
    finish_key = models.CharField(max_length=200, unique=True)
    """The sender's key of the finishing step: the same key is the same registration."""

    answers = EncryptedJSONField(default=dict)
    phone_index = models.CharField(max_length=64, blank=True)
    id_index = models.CharField(max_length=64, blank=True)
    name_dob_index = models.CharField(max_length=64, blank=True)
    name_words = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Keyed indexes of the words of the name (`lookups.name_words`). Without a database index: the search goes by the
    wards that one may see, and a list of all who bear a frequent name would be longer than those."""

    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    """Age at registration, in the bands of the reports: 12-17, 18-29, 30-44, 45+."""
    is_repeat = models.BooleanField(default=False)
    sms_allowed = models.BooleanField(default=False)

    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    aftercare_ends_on = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    postponed_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    clock = models.CharField(max_length=32, blank=True)
    clock_started_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    """When somebody has to be warned next (`warnings/`); empty while there is nothing to warn of."""

    place = models.CharField(max_length=24, blank=True)
    """Where treatment takes place, once decided (values of `intended_place`)."""
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Whose work it is at the police desk; `assigned_social` at the committee desk."""
    assigned_social = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status_before_move = models.CharField(max_length=24, choices=Status, blank=True)
    event_count = models.PositiveIntegerField(default=0)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        indexes = [
            # The inbox and its counts are answered from this index alone.
            models.Index(
                fields=["ward", "status", "due_at"],
                include=["received_at", "place", "assigned_to", "assigned_social"],
                name="registration_inbox",
            ),
            models.Index(
                fields=["assigned_to", "due_at"],
                name="registration_assigned",
                condition=models.Q(assigned_to__isnull=False),
            ),
            models.Index(
                fields=["assigned_social", "due_at"],
                name="registration_assigned_social",
                condition=models.Q(assigned_social__isnull=False),
            ),
            # Found by equality alone: without the second index that Django gives a text column for LIKE.
            models.Index(fields=["phone_index"], name="registration_phone"),
            models.Index(fields=["id_index"], name="registration_id_number"),
            models.Index(fields=["name_dob_index"], name="registration_name_dob"),
            models.Index(fields=["due_at"], name="registration_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["warn_at"], name="registration_warn", condition=models.Q(warn_at__isnull=False)),
            models.Index(fields=["status", "changed_at"], name="registration_retention"),
            # The reports join a province's events with this alone, never with the wide rows.
            models.Index(
                fields=["id"],
                include=[
                    *("place", "sex", "age_band", "is_repeat", "rules_version"),
                    *("received_at", "started_on", "aftercare_ends_on", "helper"),
                ],
                name="registration_figures",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="registration_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="registration_clock_whole",
                condition=models.Q(clock="", clock_started_at__isnull=True, due_at__isnull=True)
                | (~models.Q(clock="") & models.Q(clock_started_at__isnull=False, due_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="registration_moved_knows_its_past",
                condition=~models.Q(status=Status.MOVED)
                | (models.Q(from_ward__isnull=False) & ~models.Q(status_before_move="")),
            ),
        ]

    def __str__(self) -> str:
        return self.display_code

    @property
    def display_code(self) -> str:
        return codes.display(self.code)

    @property
    def full_name(self) -> str:
        return str(self.answers.get("full_name", ""))

    @property
    def phone(self) -> str:
        """The person's phone, E.164, or empty."""
        return str(self.answers.get("phone", ""))
