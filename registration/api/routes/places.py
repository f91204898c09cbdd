"""Places for the forms of other systems: provinces, wards by any name, facilities. Open to all."""

from typing import Any, Literal

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from portal.places.models import Facility, Province, Ward
from portal.places.search import find_wards

from ..authentication import open_to_all
from ..shapes import FacilitiesOut, FaultOut, ProvincesOut, WardsOut

router = Router(tags=["places"], auth=None)
SHOWN = 20
PAGE_SIZE = 100
LONGEST_QUERY = 100
KindOfPlace = Literal[
    "public_facility",
    "private_facility",
    "reformatory_school",
    "service_provider",
    "determination_facility",
    "substitution_clinic",
    "counselling_point",
    "club",
    "legal_aid",
    "job_centre",
    "vocational_school",
]
FAULTS = dict.fromkeys((422, 429, 503), FaultOut)
PROVINCE: Any = Query(None, description="Two digits.", pattern="^[0-9]{2}$", example="01")
KIND: Any = Query(None, example="counselling_point")
NAME: Any = Query("", max_length=LONGEST_QUERY, description="A name, also an old one, or a code.", example="Hàng Trống")


@router.get("/places/provinces", response={200: ProvincesOut, **FAULTS}, operation_id="provinces")
def provinces(request: HttpRequest) -> dict[str, Any]:
    """The 34 provinces and cities of central rank."""
    open_to_all(request)
    return {
        "provinces": [
            {"code": one.code, "name": one.name, "official_name": one.official_name} for one in Province.objects.all()
        ]
    }


@router.get("/places/wards", response={200: WardsOut, **FAULTS}, operation_id="wards")
def wards(
    request: HttpRequest,
    province: str | None = PROVINCE,
    q: str = Query(
        "", max_length=LONGEST_QUERY, description="A name, also an old one, or a code.", example="Hàng Trống"
    ),
) -> dict[str, Any]:
    """Wards by any name, best match first (20 at most); with `province` alone, all of its wards; with neither, none."""
    open_to_all(request)
    if q.strip():
        found = [(match.ward, match.former_name) for match in find_wards(q, province, SHOWN)]
    elif province:
        rows = Ward.objects.valid_on(timezone.localdate()).filter(province=province).select_related("province")
        found = [(ward, "") for ward in rows]
    else:
        found = []
    now = timezone.now()
    return {
        "wards": [
            {
                "code": ward.code,
                "name": ward.official_name,
                "province": ward.province_id,
                "province_name": ward.province.official_name,
                "former": former,
                "accepts_filings": ward.accepts_filings(now),
            }
            for ward, former in found
        ]
    }


@router.get("/facilities", response={200: FacilitiesOut, **FAULTS}, operation_id="facilities")
def facilities(
    request: HttpRequest,
    province: str | None = PROVINCE,
    kind: KindOfPlace | None = KIND,
    page: int = Query(1, ge=1, le=10_000),
) -> dict[str, Any]:
    """The published directory, a hundred a page. Shelters and other confidential places are never in it."""
    open_to_all(request)
    rows = Facility.objects.shown().order_by("ward__province_id", "kind", "folded", "pk")
    if province:
        rows = rows.filter(ward__province=province)
    if kind:
        rows = rows.of_kind(kind)
    pages = Paginator(rows, PAGE_SIZE)
    shown = pages.page(page).object_list if page <= pages.num_pages else []
    return {
        "facilities": [_facility(one) for one in shown],
        "total": pages.count,
        "page": page,
        "pages": pages.num_pages,
    }


def _facility(one: Facility) -> dict[str, Any]:
    plain = ("kind", "name", "address", "phone", "email", "can_determine", "services", "latitude", "longitude")
    return {
        "id": one.pk,
        "ward": one.ward_id,
        "province": one.ward.province_id,
        "checked_on": one.checked_on.isoformat() if one.checked_on else None,
        **{name: getattr(one, name) for name in plain},
    }
