"""Telephone numbers that pages may show: dated data, never words in a page."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

STALE_AFTER = timedelta(days=183)  # an unchecked number warns the editor after half a year


class HelpNumber(models.Model):
    """A number to call: what for, when, what it costs, who checked it when."""

    key = models.SlugField(_("key"), unique=True)
    number = models.CharField(_("number"), max_length=20)
    label_vi = models.CharField(_("name"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    purpose_vi = models.CharField(_("when to call"), max_length=200)
    purpose_en = models.CharField(_("when to call, in English"), max_length=200)
    hours_vi = models.CharField(_("hours"), max_length=80, blank=True)
    hours_en = models.CharField(_("hours in English"), max_length=80, blank=True)
    cost_vi = models.CharField(_("cost"), max_length=80, blank=True)
    cost_en = models.CharField(_("cost in English"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("help number")
        verbose_name_plural = _("help numbers")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return f"{self.number} · {self.label_vi}"

    @property
    def is_stale(self) -> bool:
        """Whether nobody has checked the number for half a year."""
        return timezone.localdate() - self.checked_on > STALE_AFTER

    def _in_language(self, name: str) -> str:
        return str(getattr(self, f"{name}_{'en' if get_language() == 'en' else 'vi'}"))

    @property
    def label(self) -> str:
        return self._in_language("label")

    @property
    def purpose(self) -> str:
        return self._in_language("purpose")

    @property
    def hours(self) -> str:
        return self._in_language("hours")

    @property
    def cost(self) -> str:
        return self._in_language("cost")
