"""Places of the directory for a counsellor who talks: found by name, service or province, near ones first."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from portal.places.models import Facility
from portal.ui.vietnamese import fold

SHOWN = 8
LONGEST = 100


def places_for(words: str, province: str = "") -> list[dict[str, Any]]:
    """Cards of up to eight published places for all of `words`; without words those of the province."""
    asked = fold(words.replace("\x00", "")[:LONGEST]).split()
    found = Facility.objects.shown()
    for word in asked:
        kinds = [value for value, label in Facility.Kind.choices if word in fold(str(label)).split()]
        found = found.filter(
            Q(folded__contains=word)
            | Q(ward__folded__contains=word)
            | Q(ward__province__folded__contains=word)
            | Q(kind__in=kinds)
        )
    if not asked:
        found = found.filter(ward__province_id=province)
    near = Case(When(ward__province_id=province, then=Value(0)), default=Value(1), output_field=IntegerField())
    return [_card(place) for place in found.order_by(near, "name")[:SHOWN]]


def _card(place: Facility) -> dict[str, Any]:
    where = f"{place.address}, {place.ward.official_name}, {place.ward.province.official_name}"
    return {
        "kind": "place",
        "title": place.name[:120],
        "url": f"/co-so/?province={place.ward.province_id}&kind={place.kind}",
        "phone": place.phone,
        "address": where[:200],
    }
