"""The public counts as data: what `registration.reports` published of the last closed period, and nothing else.

A published table never changes, so no two answers can be subtracted from each other (`reports/public_counts.py`).
"""

from typing import Any

from registration.reports import periods
from registration.reports.models import Publication
from registration.reports.public_counts import THRESHOLD

NOTHING: dict[str, Any] = {
    "as_of": None,
    "period": None,
    "published_at": None,
    "threshold": THRESHOLD,
    "total": None,
    "by_status": {},
    "provinces": [],
}


def answer(province: str | None) -> dict[str, Any]:
    """The newest published period; with a province also its wards. What counts nobody is left out."""
    found = Publication.objects.first()
    period = periods.parse(found.slug) if found else None
    if found is None or period is None:
        return NOTHING | ({"wards": []} if province else {})
    shown: dict[str, Any] = {
        "as_of": period.until.isoformat(),
        "period": {"name": period.slug, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "published_at": found.published_at.isoformat(timespec="seconds"),
        "threshold": found.threshold,
        **{key: found.counts[key] for key in ("total", "by_status", "by_sex", "by_age", "by_turn", "by_sex_and_age")},
        "provinces": [one for one in found.counts["provinces"] if province in {None, one["code"]}],
    }
    if province:
        shown["wards"] = found.counts["wards"].get(province, [])
    return shown
