"""Quality reviews (figures, never words) and shifts."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation


class Review(models.Model):
    """A conversation drawn by lot, and what a supervisor found. The scores outlive the words they were given for."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="review")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return f"review {self.pk}"


class Score(models.Model):
    """What one criterion of the rubric (`data/rubric.toml`) got: 0, 1 or 2."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=20)
    points = models.PositiveSmallIntegerField(validators=[MaxValueValidator(2)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(points__lte=2), name="score_at_most_two"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"


class Shift(models.Model):
    """When somebody is on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("Counsellor"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["starts_at", "user_id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_its_start"),
            models.UniqueConstraint(fields=["user", "starts_at"], name="shift_once"),
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="shift_when")]

    def __str__(self) -> str:
        return f"{self.user} {timezone.localtime(self.starts_at):%d.%m. %H:%M}"
