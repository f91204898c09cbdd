"""What is kept about a person's treatment, for their own copy; who at a desk or facility wrote it stays there."""

from typing import Any

from registration.casework.models import Registration

from .models import Contract, Plan, ProviderReport, PublicStep, Referral, StageRecord


def own_data(registration: Registration) -> dict[str, Any]:
    """Referrals, stages, reports of facilities, plan, contract and public steps as plain values and days."""
    plan = Plan.objects.select_related("facility").filter(registration=registration).first()
    contract = Contract.objects.select_related("facility").filter(registration=registration).first()
    return {
        "referrals": [
            {
                "facility": one.facility.name,
                "state": str(one.get_state_display()),
                "ground": str(one.get_ground_display()),
                "told_to_the_facility": one.note,
                "admitted_on": one.admitted_on,
                "discharged_on": one.discharged_on,
                "reason": one.words or one.reason,
            }
            for one in Referral.objects.select_related("facility").filter(registration=registration)
        ],
        "stages": [
            {
                "stage": one.key,
                "started_on": one.started_on,
                "ended_on": one.ended_on,
                "result": str(one.get_result_display()),
            }
            for one in StageRecord.objects.filter(registration=registration)
        ],
        "reports": [
            {
                "facility": one.facility.name,
                "what": str(one.get_kind_display()),
                "day": one.on,
                "reason": one.words or one.reason,
            }
            for one in ProviderReport.objects.select_related("facility").filter(registration=registration)
        ],
        "plan": plan and {"provider": plan.facility.name if plan.facility else plan.provider, "parts": plan.words},
        "contract": contract
        and {
            "facility": contract.facility.name,
            "number": contract.number,
            "signed_on": contract.signed_on,
            "from_on": contract.from_on,
            "to_on": contract.to_on,
            "went_home_on": contract.went_home_on,
        },
        "public_steps": [
            {"step": one.key, "done_at": one.done_at, "number": one.number}
            for one in PublicStep.objects.filter(registration=registration)
        ],
    }
