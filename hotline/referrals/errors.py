"""What can go wrong with a referral, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class NotNow(Exception):
    """The state does not allow it (answered meanwhile, stopped, ended)."""

    words: Any = _("This has been answered or stopped meanwhile. Look at it again.")
