"""The public counts: registrations received, by province, ward and status, with small counts hidden.

One table for everybody, made anew every hour at most, so that watching it by the minute shows no single arrival.
What was only prepared, or taken back before receipt, is in no count.
"""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress as ignore
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from redis.exceptions import RedisError

from portal.places.models import Province, Ward
from registration.casework.models import Registration
from registration.casework.states import FINAL, OPEN, Status

from .suppression import Cell, suppress

THRESHOLD = 5
KEPT_S = 3600
CACHE_NAME = "registration_api.statistics"
STATUSES = [status.value for status in Status if status in (OPEN | FINAL) - {Status.EXPIRED}]
Counts = dict[tuple[str, str], int]  # (ward, status) -> number


def published() -> dict[str, Any]:
    """The table of this hour: `as_of` and the counts by name (`_name` below), None where hidden."""
    with ignore(RedisError):
        if found := cache.get(CACHE_NAME):
            return dict(found)
    table = {"as_of": timezone.localtime().isoformat(timespec="seconds"), "cells": _protected()}
    with ignore(RedisError):
        cache.set(CACHE_NAME, table, KEPT_S)
    return table


def _protected() -> dict[Any, int | None]:
    rows = (
        Registration.objects.filter(received_at__isnull=False, status__in=STATUSES)
        .order_by()
        .values_list("ward_id", "status")
        .annotate(number=Count("pk"))
    )
    counts: Counts = {(ward, status): number for ward, status, number in rows}
    return suppress(cells(counts, Ward.objects.values_list("code", "province_id")), THRESHOLD)


def cells(counts: Counts, wards: Iterable[tuple[str, str]]) -> list[Cell]:
    """All counts that are published, as the circulation of `suppression`; `wards` are (code, province)."""
    province_of = dict(wards)
    of_ward: Counter[str] = Counter()
    of_status: Counter[str] = Counter()
    of_both: Counter[tuple[str, str]] = Counter()
    of_province: Counter[str] = Counter()
    for (ward, status), number in counts.items():
        province = province_of[ward]
        of_ward[ward] += number
        of_status[status] += number
        of_both[province, status] += number
        of_province[province] += number
    provinces = sorted(set(province_of.values()))
    return [
        Cell("total", sum(of_status.values()), "STATES", "ALL"),
        *(Cell(("status", one), of_status[one], ("S", one), "STATES") for one in STATUSES),
        *(Cell(("province", one), of_province[one], ("W", one), ("P", one)) for one in provinces),
        *(
            Cell(("province", one, status), of_both[one, status], ("P", one), ("S", status))
            for one in provinces
            for status in STATUSES
        ),
        *(Cell(("ward", code), of_ward[code], "ALL", ("W", province)) for code, province in province_of.items()),
    ]


def answer(province: str | None) -> dict[str, Any]:
    """The public answer; with a province also its wards. What counts nobody is left out."""
    table = published()
    counts = table["cells"]
    shown: dict[str, Any] = {
        "as_of": table["as_of"],
        "threshold": THRESHOLD,
        "total": counts["total"],
        "by_status": _by_status(counts, "status"),
        "provinces": [
            {
                "code": one.code,
                "name": one.name,
                "total": counts["province", one.code],
                "by_status": _by_status(counts, "province", one.code),
            }
            for one in Province.objects.all()
            if province in (None, one.code) and counts.get(("province", one.code), 0) != 0
        ],
    }
    if province:
        shown["wards"] = [
            {"code": one.code, "name": one.official_name, "total": counts["ward", one.code]}
            for one in Ward.objects.filter(province=province).order_by("code")
            if counts.get(("ward", one.code), 0) != 0
        ]
    return shown


def _by_status(counts: dict[Any, int | None], *of: str) -> dict[str, int | None]:
    return {status: counts[*of, status] for status in STATUSES if counts[*of, status] != 0}
