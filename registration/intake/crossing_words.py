"""The lines of the crossing in groups with short headings, so that a person in worry finds what they look for.

The lines and their order are the rule set's; a line whose key is new here stands under the last heading.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.rules.model import Line

HEADINGS: tuple[tuple[str | Promise, frozenset[str]], ...] = (
    (_("Who sees it"), frozenset({"who_gets_it", "seen_by_nobody_yet", "kept_confidential"})),
    (_("How fast, and how long"), frozenset({"decided_when", "how_long"})),
    (_("What is hard about it"), frozenset({"monitoring_device", "giving_up", "not_compulsory_for"})),
    (_("What it can mean before the law"), frozenset({"can_be_a_crime", "self_declaration"})),
    (_("What it costs, and what you get"), frozenset({"what_is_free"})),
    (_("If you disagree"), frozenset({"how_to_complain"})),
)
LAST = _("What stays apart")


@dataclass(frozen=True)
class Group:
    """A heading with its lines."""

    title: str | Promise
    lines: list[Line]


def groups(lines: Iterable[Line]) -> list[Group]:
    """The lines under their headings; none is ever left out."""
    left = list(lines)
    found = []
    for title, keys in HEADINGS:
        mine = [line for line in left if line.key in keys]
        left = [line for line in left if line.key not in keys]
        if mine:
            found.append(Group(title, mine))
    return [*found, Group(LAST, left)] if left else found
