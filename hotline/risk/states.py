"""The words of an assessment."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Kinds of danger; the texts of the questions are data."""

    OVERDOSE = "overdose", _("overdose now")
    SUICIDE = "suicide", _("thoughts of not wanting to live")
    VIOLENCE = "violence", _("violence")
    WITHDRAWAL = "withdrawal", _("severe withdrawal")
    CHILD = "child", _("a child harmed or left alone")


class Level(models.IntegerChoices):
    """How urgent."""

    WATCH = 1, pgettext_lazy("risk", "watch")
    SOON = 2, pgettext_lazy("risk", "today")
    NOW = 3, pgettext_lazy("risk", "now")


class Reply(models.TextChoices):
    """The reply to a question."""

    YES = "yes", pgettext_lazy("risk", "yes")
    NO = "no", pgettext_lazy("risk", "no")
    UNSURE = "unsure", pgettext_lazy("risk", "not sure")
    NOT_ASKED = "", pgettext_lazy("risk", "not asked")


class Outcome(models.TextChoices):
    """How it ended."""

    HELP_ON_THE_WAY = "help", pgettext_lazy("risk", "help is on the way or there")
    SAFER = "safer", pgettext_lazy("risk", "safer now, with a plan")
    HANDED_OVER = "handed", pgettext_lazy("risk", "handed over to somebody who stays")
    LEFT = "left", pgettext_lazy("risk", "the person left the conversation")
    NO_DANGER = "none", pgettext_lazy("risk", "no danger after all")
