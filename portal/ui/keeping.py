"""How long each kind of personal data is kept, as the privacy notice shows it: from the retention register itself.

The register is looked up by name, since this room knows no other (import contract of docs/).
"""

from dataclasses import dataclass

from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext, ngettext

REGISTER = "portal.privacy.retention.register"


@dataclass(frozen=True)
class Row:
    """One line: what, how long in words, why; `language` of the description, for screen readers."""

    what: str
    how_long: str
    why: str
    language: str


def rows() -> list[Row]:
    """The register's rules in the visitor's language; a description without a translation stays Vietnamese."""
    english = (get_language() or "").startswith("en")
    shown = []
    for rule in import_string(REGISTER)():
        translated = getattr(rule, "description_en", "") if english else ""
        shown.append(
            Row(
                what=translated or rule.description_vi,
                how_long=in_words(rule.days),
                why=rule.legal_note,
                language="en" if translated else "vi",
            )
        )
    return shown


def in_words(days: int) -> str:
    """A number of days as people say it: 730 → "2 years", 90 → "3 months", 45 → "45 days"."""
    if days < 1:
        return gettext("less than a day")
    if days % 365 == 0:
        years = days // 365
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if days % 30 == 0:
        months = days // 30
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
