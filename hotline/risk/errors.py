"""What can go wrong with an assessment, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class NotNow(Exception):
    """The assessment has ended, or is not there."""

    words: Any = _("This assessment has ended. Begin a new one if the danger is back.")
