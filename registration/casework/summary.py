"""What of the answers a desk reads: the police desk the whole dossier, the committee desk only what support needs.

Labels are ours; values that are keys become words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.places.models import Ward
from portal.ui import formats

from . import answer_words
from .desks import COMMITTEE
from .models import Registration


@dataclass(frozen=True)
class Group:
    """A heading with its lines (label, value)."""

    title: str
    lines: list[tuple[str, str]]


# (title, fields in order). Field names: contract §4; labels: `answer_words`.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("The person"),
        ("full_name", "other_name", "date_of_birth", "sex", "id_kind", "id_number", "id_issued_on", "id_issued_by"),
    ),
    (
        gettext_lazy("Where the person lives"),
        ("residence_ward", "residence_address", "residence_stable", "permanent_ward", "permanent_address"),
    ),
    (gettext_lazy("How to reach the person"), ("phone", "phone_shared", "contact_consent", "safe_contact", "email")),
    (
        gettext_lazy("Who wrote this"),
        (
            "writer", "request_unconfirmed", "writer_name", "writer_date_of_birth", "writer_id_number", "writer_phone",
            "writer_address",
        ),
    ),
    (
        gettext_lazy("Determination"),
        ("determination_result", "determination_facility", "determination_date"),
    ),
    (
        gettext_lazy("Condition, as told"),
        (
            "substances", "routes", "first_used_year", "substitution_status", "earlier_voluntary_count",
            "health_notes", "urgent_needs",
        ),
    ),
    (
        gettext_lazy("Wishes"),
        ("intended_place", "preferred_facility", "home_plan", "support_needs", "note"),
    ),
    (
        gettext_lazy("Both voices"),
        ("representative_opinion", "person_own_wish", "home_is_safe"),
    ),
    (gettext_lazy("School and work"), ("education", "occupation", "workplace_or_school")),
)  # fmt: skip
# The committee desk helps after the decision: who, where, how to reach, what is needed. No health, no papers.
COMMITTEE_FIELDS = frozenset(
    {
        "full_name", "other_name", "sex", "residence_ward", "residence_address", "phone", "phone_shared",
        "contact_consent", "safe_contact", "support_needs", "education", "occupation", "workplace_or_school",
    }
)  # fmt: skip


def groups(registration: Registration, desk: str) -> list[Group]:
    """The dossier as `desk` may read it; fields without an answer are left out."""
    answers = registration.answers
    found = []
    for title, names in GROUPS:
        lines = [
            (answer_words.label(name), value_in_words(name, answers[name]))
            for name in names
            if answers.get(name) not in (None, "", []) and (desk != COMMITTEE or name in COMMITTEE_FIELDS)
        ]
        if lines:
            found.append(Group(str(title), lines))
    return found


def mask_number(number: str) -> str:
    """A personal number as shown: the first three signs and the last two."""
    return number if len(number) < 7 else f"{number[:3]}{'•' * (len(number) - 5)}{number[-2:]}"


def value_in_words(name: str, value: Any) -> str:
    """One answer in words."""
    if isinstance(value, list):
        return ", ".join(answer_words.value(name, item) for item in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    write = _WRITTEN.get(name)
    return write(str(value)) if write else answer_words.value(name, str(value))


def _ward(code: str) -> str:
    ward = Ward.objects.select_related("province").filter(pk=code).first()
    return f"{ward}, {ward.province}" if ward else code


_WRITTEN: dict[str, Callable[[str], str]] = {
    "residence_ward": _ward,
    "permanent_ward": _ward,
    "id_number": mask_number,
    "writer_id_number": mask_number,
    "phone": formats.phone,
    "writer_phone": formats.phone,
    "date_of_birth": formats.vn_date,
    "writer_date_of_birth": formats.vn_date,
    "determination_date": formats.vn_date,
    "id_issued_on": formats.vn_date,
}
