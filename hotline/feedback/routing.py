"""Which desk a new ticket goes to: the first of its topic's list that has somebody; else the hotline."""

from typing import Any

from hotline.feedback.desks import Desk, is_staffed
from hotline.feedback.settings_file import Topic
from portal.places.models import Facility, Province, Ward


def places_of(
    ward: Ward | None = None, facility: Facility | None = None, province: Province | None = None
) -> dict[str, Any]:
    """The three places of a ticket from what is known: a facility lies in a ward, a ward in a province."""
    ward = ward or (facility.ward if facility else None)
    return {"ward": ward, "facility": facility, "province": ward.province if ward else province}


def first_desk(topic: Topic, places: dict[str, Any]) -> str:
    """The desk for a ticket of `topic` about `places`."""
    return next((desk for desk in topic.desks if is_staffed(desk, places)), Desk.HOTLINE)
