"""What the official forms may say of the treatment: its stages with days and results, who treats and where."""

from typing import Any

from django.utils import translation

from registration.casework.models import Registration

from .models import Contract, Plan, Referral, StageRecord
from .stages import stages_of


def facts(registration: Registration) -> dict[str, Any]:
    """`stages`, `provider`, `facility` and their addresses, in Vietnamese; what is not recorded stays for the pen."""
    records = {record.key: record for record in StageRecord.objects.filter(registration=registration)}
    found: dict[str, Any] = {}
    with translation.override("vi"):
        found["stages"] = [
            [
                f"{stage.number}. {stage.vi}",
                _day(records[stage.key].started_on) if stage.key in records else "",
                _day(records[stage.key].ended_on) if stage.key in records else "",
                str(records[stage.key].get_result_display()) if stage.key in records else "",
            ]
            for stage in stages_of(registration)
        ]
    plan = Plan.objects.select_related("facility").filter(registration=registration).first()
    if plan:
        found["provider"] = plan.facility.name if plan.facility else plan.provider
        found["provider_address"] = plan.facility.address if plan.facility else ""
    contract = Contract.objects.select_related("facility").filter(registration=registration).first()
    admitted = (
        Referral.objects.select_related("facility")
        .filter(registration=registration, admitted_on__isnull=False)
        .order_by("-admitted_on")
        .first()
    )
    place = contract or admitted
    if place:
        found["facility"], found["facility_address"] = place.facility.name, place.facility.address
    return found


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
