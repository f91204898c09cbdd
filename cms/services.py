"""The doors of the portal that a page may link to, by URL name: an editor picks a door, never types an address."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

SERVICES = (
    ("chat", _("Talk to a counsellor"), "chat:start"),
    ("registration", _("Register: what to know first"), "intake:crossing"),
    ("after", _("What happens after I register"), "intake:after"),
    ("tracking", _("Follow a registration"), "intake:track"),
    ("feedback", _("Send feedback"), "feedback:send"),
    ("library", _("Legal library"), "cms:library"),
    ("search", _("Search"), "cms:search"),
    ("directory", _("Places near you"), "cms:directory"),
    ("screening", _("Look at your own use"), "cms:screening"),
)
CHOICES = [(key, label) for key, label, _name in SERVICES]
_NAMES = {key: name for key, _label, name in SERVICES}


def service_url(key: str) -> str:
    """The address of a door in the current language; empty while its room is not built or switched off."""
    try:
        return reverse(_NAMES[key])
    except (KeyError, NoReverseMatch):
        return ""
