"""Which running registrations a new version of the law would touch (registered with `registration.rules.effects`).

The day of the decision chooses the law (Law 120/2025, article 56): what is undecided on the first day changes, what was
decided before stays, and aftercare follows the law of the day on which it begins.
"""

from django.db.models import Count, Q

from portal.accounts.models import User
from registration.rules.effects import Case, Effects, WardCount
from registration.rules.version import RuleSet

from .models import Registration
from .official_forms import editions
from .states import OPEN, Status

SHOWN = 200
UNDECIDED = Q(decided_at=None)
BEFORE_AFTERCARE = Q(status__in=[Status.IN_TREATMENT, Status.COMPLETED])


def by_ward() -> list[WardCount]:
    """Counts of running registrations by ward; no person in them."""
    rows = (
        Registration.objects.filter(status__in=OPEN)
        .values("ward_id", "ward__name")
        .annotate(
            changes=Count("pk", filter=UNDECIDED),
            stays=Count("pk", filter=~UNDECIDED),
            aftercare=Count("pk", filter=BEFORE_AFTERCARE),
        )
        .order_by("-changes", "ward_id")
    )
    return [
        WardCount(row["ward_id"], row["ward__name"], row["changes"], row["stays"], row["aftercare"]) for row in rows
    ]


def undecided_of(user: User) -> list[Case]:
    """The undecided registrations that `user` may see, the most urgent first."""
    rows = Registration.objects.visible_to(user).filter(UNDECIDED, status__in=OPEN).order_by("due_at", "pk")[:SHOWN]
    return [Case(row.display_code, str(Status(row.status).label), row.due_at) for row in rows]


def problem(rules: RuleSet) -> str:
    """Papers are drawn on an edition that is there."""
    if editions.is_edition(rules.paper_version):
        return ""
    return f"versions.{rules.version}.papers: there is no edition {rules.paper_version!r} of the forms"


EFFECTS = Effects(by_ward, undecided_of, problem)
