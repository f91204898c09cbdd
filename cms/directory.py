"""The public directory: which places pass the filters, and the open list from which a browser sorts by distance.

Old names of wards are understood (`portal.places.search`). A position never reaches the server: the browser gets all
coordinates and sorts by itself.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.facilities import FacilityQuerySet
from portal.places.models import Facility, Province
from portal.places.search import find_wards
from portal.ui.vietnamese import fold


class DirectoryForm(forms.Form):
    """Words, kind, province, ward, "can determine". A filter that makes no sense filters nothing."""

    q = forms.CharField(label=_("Name of the place"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of place"), required=False)
    province = forms.ChoiceField(label=_("Province or city"), required=False)
    ward = forms.CharField(label=_("Ward or commune (old names work too)"), required=False, max_length=100)
    can_determine = forms.BooleanField(label=_("Can determine dependence"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("all"))]
        provinces = list(Province.objects.order_by("folded").values_list("code", "name"))
        self.fields["kind"].choices = every + list(Facility.Kind.choices)  # type: ignore[attr-defined]
        self.fields["province"].choices = every + provinces  # type: ignore[attr-defined]

    def places(self) -> FacilityQuerySet:
        """What passes the filters, with ward and province at hand, by province and name."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        found = Facility.objects.shown().order_by("ward__province__folded", "kind", "folded")
        for word in fold(wanted.get("q", "").replace("\x00", " ")).split():
            found = found.filter(folded__contains=word)
        if "kind" in wanted:
            found = found.filter(kind=wanted["kind"])
        if "province" in wanted:
            found = found.filter(ward__province_id=wanted["province"])
        if "ward" in wanted:
            matches = find_wards(wanted["ward"].replace("\x00", " "), limit=50)
            found = found.filter(ward__in=[match.ward.pk for match in matches])
        if "can_determine" in wanted:
            found = found.can_determine()
        return found


def open_list() -> list[dict[str, Any]]:
    """Every place of the directory as plain data for `/co-so/du-lieu.json`."""
    return [_as_data(place) for place in Facility.objects.shown().order_by("pk")]


def _as_data(place: Facility) -> dict[str, Any]:
    checked: date | None = place.checked_on
    return {
        "id": place.pk,
        "kind": place.kind,
        "name": place.name,
        "address": place.address,
        "ward": {"code": place.ward_id, "name": place.ward.official_name},
        "province": {"code": place.ward.province_id, "name": place.ward.province.official_name},
        "phone": place.phone,
        "can_determine": place.can_determine,
        "services": place.services,
        "stages": place.stages,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "checked_on": checked.isoformat() if checked else None,
    }
