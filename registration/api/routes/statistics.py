"""Public counts of a closed period, small ones hidden (`registration.reports.public_counts`)."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from .. import statistics
from ..authentication import open_to_all
from ..shapes import CountsOut, WardCountOut
from .places import FAULTS, PROVINCE

router = Router(tags=["statistics"], auth=None)


class PeriodOut(Schema):
    """A reporting period, both days included; no two published ones share a day."""

    name: str
    first: str
    last: str


class PeopleOut(Schema):
    """A count of the whole country by sex and age."""

    sex: str
    age: str
    total: int | None


class PublishedOut(Schema):
    """Registrations received in the last closed period, by where and by where they stood at its end.

    A count is null where it is hidden. With nothing published yet `as_of` and `period` are null.
    """

    as_of: str | None
    period: PeriodOut | None
    published_at: str | None
    threshold: int
    total: int | None
    by_status: dict[str, int | None]
    by_sex: dict[str, int | None] = Field({}, description="Sex, age and turn: of the whole country only.")
    by_age: dict[str, int | None] = {}
    by_turn: dict[str, int | None] = {}
    by_sex_and_age: list[PeopleOut] = []
    provinces: list[CountsOut]
    wards: list[WardCountOut] | None = Field(None, description="With ?province= only.")


@router.get("/statistics", response={200: PublishedOut, **FAULTS}, operation_id="statistics")
def counts(request: HttpRequest, province: str | None = PROVINCE) -> dict[str, Any]:
    """Registrations received in the last closed half-year, published once: by province and status, one by its wards."""
    open_to_all(request)
    return statistics.answer(province)
