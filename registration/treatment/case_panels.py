"""What treatment adds to the desk's page of one registration: where, the stages, what the facility reports.

Only the police desk records treatment and sees it; the committee desk helps from the decision on and needs none of it.
"""

from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from registration.casework import clock_words, lists
from registration.casework.clock import Reading
from registration.casework.desks import POLICE, Desks
from registration.casework.models import Registration
from registration.casework.panels import Panel
from registration.casework.states import Status

from .actions.come_back import MAY_LINK, earlier_cases
from .forms.desk import PLAN_PARTS
from .models import Contract, Plan, ProviderReport, PublicStep, Referral, Return
from .stages import chart, stages_of
from .states import (
    MOVE_OF_REPORT,
    OPEN_REFERRALS,
    PUBLIC_STEP_LABELS,
    REFERRAL_STEPS,
    TREATMENT_RUNS,
    ReferralState,
    ReportKind,
)

SHOWN_IN = TREATMENT_RUNS | {Status.COMPLETED, Status.AFTERCARE, Status.MOVED, Status.STOPPED, Status.CLOSED}


def show(registration: Registration, user: User, desks: Desks) -> dict[str, Any] | None:
    """What the police desk reads of the treatment; None for others and before the decision."""
    if desks.kind(registration.ward_id) != POLICE or registration.erased_at:
        return None
    if registration.status in MAY_LINK:
        return _before(registration, user)
    if registration.status not in SHOWN_IN:
        return None
    referrals = list(Referral.objects.filter(registration=registration).select_related("facility"))
    may_record = registration.status in TREATMENT_RUNS
    return {
        "may_record": may_record,
        "referrals": [(one, reason_of(one)) for one in referrals],
        "revocable": [one.pk for one in referrals if one.state in REFERRAL_STEPS["revoke"][0]] if may_record else [],
        "may_refer": may_record and not any(one.state in OPEN_REFERRALS for one in referrals),
        "public_steps": _public_steps(registration),
        "contract": _contract(registration),
        "is_private": registration.place == "private_facility",
        "plan": _plan(registration),
        "stages": chart(registration, timezone.localdate()) if registration.started_on else [],
        "reports": _reports(registration),
    }


def _before(registration: Registration, user: User) -> dict[str, Any] | None:
    """Before the decision: whether the same person's earlier treatment stopped here."""
    linked = Return.objects.filter(registration=registration).select_related("earlier").first()
    earlier = [] if linked else list(earlier_cases(registration, user)[:5])
    return {"linked": linked, "earlier": earlier} if linked or earlier else None


def reason_of(referral: Referral) -> str:
    """Why it was declined, taken back or ended, in words."""
    names = {
        ReferralState.DECLINED: "referral_declined",
        ReferralState.REVOKED: "referral_revoked",
        ReferralState.DISCHARGED: "discharged",
    }
    if not referral.reason:
        return ""
    return referral.words or lists.words(names.get(ReferralState(referral.state), ""), referral.reason)


def _public_steps(registration: Registration) -> list[tuple[PublicStep, Any, Any]]:
    """The steps to a public facility with label and clock."""
    now = timezone.now()
    found = PublicStep.objects.filter(registration=registration).select_related("facility")
    return [(step, PUBLIC_STEP_LABELS.get(step.key, step.key), _bar(step, now)) for step in found]


def _bar(step: PublicStep, now: Any) -> Any:
    if step.done_at:
        return None
    whole, gone = (step.due_at - step.started_at).total_seconds(), (now - step.started_at).total_seconds()
    used = min(1.0, max(0.0, gone / whole)) if whole > 0 else 1.0
    reading = Reading(step.key, step.due_at, step.due_at - now, used)
    return (clock_words.bar(reading) or {}) | {"text": clock_words.left(reading)}


def _contract(registration: Registration) -> dict[str, Any] | None:
    contract = Contract.objects.filter(registration=registration).select_related("facility").first()
    if contract is None:
        return None
    numbers = {stage.key: stage.number for stage in stages_of(registration)}
    return {"row": contract, "stages": ", ".join(str(numbers.get(key, "?")) for key in contract.stages)}


def _plan(registration: Registration) -> dict[str, Any] | None:
    plan = Plan.objects.filter(registration=registration).select_related("facility").first()
    if plan is None:
        return None
    parts = [(label, plan.words[key]) for key, label in PLAN_PARTS.items() if plan.words.get(key)]
    return {"row": plan, "provider": plan.facility.name if plan.facility else plan.provider, "parts": parts}


def _reports(registration: Registration) -> list[dict[str, Any]]:
    found = ProviderReport.objects.filter(registration=registration).select_related("facility")
    return [
        {
            "row": report,
            "label": ReportKind(report.kind).label,
            "move": "" if report.confirmed_at else MOVE_OF_REPORT[ReportKind(report.kind)],
            "reason": lists.words("stopped", report.reason) if report.reason and report.reason != lists.OTHER else "",
        }
        for report in found
    ]


PANELS = [Panel("treatment", "treatment/panel.html", show, order=50)]
