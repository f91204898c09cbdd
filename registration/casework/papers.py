"""Which official forms a desk can take out of a registration, and who makes them.

The forms themselves are drawn by `official_forms`; numbers of forms come from the case's rule set.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from registration.rules.ruleset import ruleset

from .desks import POLICE
from .models import Registration

# Keys of the rule set's forms that can be drawn, with what they are to the desk and when they exist.
LABELS = {
    "application": _("Application form"),
    "personal_history": _("Personal history"),
    "decision": _("Decision"),
}


@dataclass(frozen=True)
class Paper:
    """One form: key in the address, number as the law names it, label."""

    key: str
    number: str
    label: str


def offered(registration: Registration, desk: str) -> list[Paper]:
    """The forms of this registration that `desk` may take out now."""
    if desk != POLICE or registration.erased_at:
        return []
    forms = ruleset(registration.rules_version).forms
    keys = ["application", "personal_history"]
    if registration.decided_at:
        keys.append("decision")
    return [Paper(key, forms[key], str(LABELS[key])) for key in keys if key in forms]
