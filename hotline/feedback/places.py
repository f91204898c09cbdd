"""The place that feedback is about: people write a name, choose among wards and facilities, or leave it as written."""

from dataclasses import dataclass

from portal.places.models import Facility, Ward
from portal.places.search import find_wards, shown_as
from portal.places.words import comparable

SHOWN = 6
NONE = "none"


@dataclass(frozen=True)
class Place:
    """A ward or a facility that was found; `key` is what the form sends."""

    key: str
    label: str


def found(text: str) -> list[Place]:
    """Facilities and wards for the words `text`, the best first. Never raises on input."""
    name = comparable(text.replace("\x00", " ")[:100])
    if not name:
        return []
    facilities = Facility.objects.shown().filter(folded__contains=name).order_by("name")[:SHOWN]
    return [
        *(Place(f"facility:{one.pk}", f"{one.name}, {shown_as(one.ward)}") for one in facilities),
        *(Place(f"ward:{one.ward.pk}", _label(one.ward, one.former_name)) for one in find_wards(text, None, SHOWN)),
    ]


def of_key(key: str) -> tuple[Ward | None, Facility | None]:
    """The ward or facility behind a key; both None for "none of these" or a key that names nothing."""
    kind, _colon, value = key.partition(":")
    if kind == "ward" and value.isascii() and value.isdigit() and len(value) == 5:
        return Ward.objects.select_related("province").filter(pk=value).first(), None
    if kind == "facility" and value.isascii() and value.isdigit() and len(value) < 10:
        return None, Facility.objects.shown().filter(pk=int(value)).first()
    return None, None


def label_of(key: str) -> str:
    """The words of a key, for showing it again."""
    ward, facility = of_key(key)
    return f"{facility.name}, {shown_as(facility.ward)}" if facility else shown_as(ward) if ward else ""


def _label(ward: Ward, former: str) -> str:
    return f"{shown_as(ward)} ({former})" if former else shown_as(ward)
