"""What a facility sees of the people referred to it: name, age, safe contact, what the desk wrote, the stages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from portal.accounts.models import User
from registration.casework.models import Registration
from registration.rules.ages import age_range

from .models import ProviderReport, Referral
from .stages import chart
from .states import ReferralState, ReportKind
from .steps import FACILITY_STEPS, OFFERED

SHOWN = 200
GROUPS: tuple[tuple[ReferralState, str | Promise], ...] = (
    (ReferralState.PROPOSED, pgettext_lazy("facility", "Waiting for your answer")),
    (ReferralState.ACCEPTED, pgettext_lazy("facility", "Expected")),
    (ReferralState.ADMITTED, pgettext_lazy("facility", "With you now")),
)


@dataclass(frozen=True)
class Row:
    """One person in the facility's list."""

    referral: Referral
    name: str
    ages: str
    is_late: bool


@dataclass(frozen=True)
class Group:
    """People in one state of referral."""

    label: str | Promise
    rows: list[Row]


def listing(user: User, now: datetime) -> list[Group]:
    """The open referrals to the facilities of `user`, in groups; one query."""
    seen = Referral.objects.open().visible_to(user).select_related("registration", "facility")
    found = list(seen.order_by("proposed_at", "id")[:SHOWN])
    return [
        Group(label, [_row(referral, now) for referral in found if referral.state == state]) for state, label in GROUPS
    ]


def _row(referral: Referral, now: datetime) -> Row:
    late = referral.state == ReferralState.PROPOSED and now > referral.answer_due_at
    return Row(referral, referral.registration.full_name, ages_of(referral.registration, now.date()), late)


def ages_of(registration: Registration, on: date) -> str:
    """Age in years on a day; two numbers where only the year of birth is known, empty where it is not."""
    ages = age_range(registration.answers.get("date_of_birth"), on) or ()
    return "–".join(str(age) for age in sorted(set(ages)))


def page_of(referral: Referral, today: date) -> dict[str, Any]:
    """What the page of one person shows."""
    registration = referral.registration
    answers: dict[str, Any] = registration.answers
    may_phone = answers.get("contact_consent") in {"call", "both", "sms"}
    offered = [(name, FACILITY_STEPS[name]) for name in OFFERED.get(referral.state, ())]
    reports = ProviderReport.objects.filter(registration=registration, facility=referral.facility_id)
    return {
        "referral": referral,
        "registration": registration,
        "name": registration.full_name,
        "ages": ages_of(registration, today),
        "date_of_birth": str(answers.get("date_of_birth") or ""),
        "sex": registration.sex,
        "phone": registration.phone if may_phone else "",
        "safe_contact": str(answers.get("safe_contact") or ""),
        "steps": offered,
        "stages": chart(registration, today) if registration.started_on else [],
        "may_write": referral.state == ReferralState.ADMITTED and registration.started_on is not None,
        "reports": [(report, ReportKind(report.kind).label) for report in reports],
        "ends_on": registration.ends_on,
    }
