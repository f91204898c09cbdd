"""Versions of the law that people of the portal wrote: drafts, versions under review, approved and withdrawn ones.

The versions of `data/rules.toml` come with the portal itself; these here come beside them without a new portal.
Steps: `actions/`; how approved ones come into force in every process: `stored.py`.
"""

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

LONGEST_TEXT = 400_000


class RuleSetVersionQuerySet(models.QuerySet["RuleSetVersion"]):
    def approved(self) -> Self:
        """Those that are or will be law here, by their first day."""
        return self.filter(state=RuleSetVersion.State.APPROVED).order_by("valid_from")


class RuleSetVersion(models.Model):
    """One version as a text of the form of `data/rules.toml`, with one version in it. Law, no personal word."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("rules", "draft")
        REVIEW = "review", pgettext_lazy("rules", "waiting for review")
        APPROVED = "approved", pgettext_lazy("rules", "approved")
        WITHDRAWN = "withdrawn", pgettext_lazy("rules", "withdrawn")

    name = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    text = models.TextField()
    problem = models.TextField(blank=True)
    """What the strict reader says against the text; empty when it is good."""
    valid_from = models.DateField(null=True, blank=True)
    """From the text, where it is good."""
    reason = models.TextField()
    """Why there is a new version: the act that changes the law."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=~Q(state="withdrawn"), name="one_rule_set_of_a_name"),
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(state="approved"), name="one_rule_set_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("author")), name="nobody_approves_their_own_rule_set"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(reviewer__isnull=False, valid_from__isnull=False, problem=""),
                name="approved_rule_set_was_reviewed_and_is_good",
            ),
        ]

    def __str__(self) -> str:
        return f"rule set {self.name}"

    @property
    def digest(self) -> str:
        """Names this very text: who saves or approves says which text was seen."""
        return hashlib.sha256(self.text.encode()).hexdigest()
