"""The parts of what the operator says about the line; each is changed, kept and taken back by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What a supervisor can change. What each holds: `data/*.toml`; who checks it: `checks.py`."""

    HOURS = "hours", _("Opening hours")
    MESSAGES = "messages", _("Texts of the line")
    NUMBERS = "numbers", _("Numbers to call")
    CANNED = "canned", _("Ready replies")
    DANGER = "danger", _("Danger words")
    TOPICS = "topics", _("Topics of the way in")
    LIMITS = "limits", _("Keeping and limits")
