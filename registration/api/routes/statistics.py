"""Public counts, small ones hidden (`registration.api.statistics`)."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from .. import statistics
from ..authentication import open_to_all
from ..shapes import StatisticsOut
from .places import FAULTS, PROVINCE

router = Router(tags=["statistics"], auth=None)


@router.get("/statistics", response={200: StatisticsOut, **FAULTS}, operation_id="statistics")
def counts(request: HttpRequest, province: str | None = PROVINCE) -> dict[str, Any]:
    """Registrations received, by province and status; with `province` also by its wards. Made anew every hour."""
    open_to_all(request)
    return statistics.answer(province)
