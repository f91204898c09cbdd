"""Which official forms a desk can take out of a registration, and who makes them.

The forms themselves are drawn by `official_forms`; numbers of forms come from the case's rule set.
"""

from dataclasses import dataclass

from registration.rules.ruleset import ruleset

from .desks import POLICE
from .models import Registration


@dataclass(frozen=True)
class Paper:
    """One form: key in the address, number for the drawing, label and title as the law names them."""

    key: str
    number: str
    label: str
    title: str


def offered(registration: Registration, desk: str, lang: str = "vi") -> list[Paper]:
    """The forms of this registration that `desk` may take out now, named in `lang`."""
    if desk != POLICE or registration.erased_at:
        return []
    forms = ruleset(registration.rules_version).official_forms
    keys = ["application", "personal_history"]
    if registration.decided_at:
        keys.append("decision")
    return [
        Paper(key, forms[key].number, forms[key].label(lang), forms[key].name(lang)) for key in keys if key in forms
    ]
