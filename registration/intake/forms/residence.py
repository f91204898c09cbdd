"""Step `noi-o`: where the person lives. The ward decides which desk serves them; both lists are of the places room.

Works without script in two stages: choose the province or write any name, also an old one, press "show the wards",
choose the ward.
"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Province, Ward
from portal.places.search import Match, find_wards, shown_as
from portal.ui.typed_fields import Line
from registration.intake.form_fields import YesNo
from registration.intake.forms.base import StepForm

SHOWN = 12
# Side of the form -> the field in which a name may be written.
SEARCHES = {"residence": "ward_search", "permanent": "permanent_search"}


def _shown(match: Match) -> str:
    """A match with its province, and the old name that led to it."""
    words = shown_as(match.ward)
    return f"{words} ({match.former_name})" if match.former_name else words


class Unit(forms.ChoiceField):
    """A province or a ward, stored by its official code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = _("Please choose a place from the list.")

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()

    def present(self, stored: Any) -> Any:
        return stored


class ResidenceForm(StepForm):
    """`noi-o`."""

    ward_search = Line(
        label=_("Name of the commune or ward where you live now"),
        help_text=_("Old names work too, with or without marks. For example: hoan kiem, thị xã Sơn Tây, Kon Tum."),
        limit=100,
        required=False,
    )
    residence_province = Unit(label=_("Province or city"))
    residence_ward = Unit(
        label=_("Commune or ward"), help_text=_("Write a name or choose the province, then press “Show the wards”.")
    )
    residence_address = Line(
        label=_("House number, street, village"), help_text=_("So that letters and helpers find you."), limit=300
    )
    residence_stable = YesNo(
        label=_("Do you live there steadily?"),
        help_text=_("Registered there, or there for 30 days or more."),
    )
    permanent_same = YesNo(label=_("Is your registered permanent address the same?"), required=False)
    permanent_search = Line(
        label=_("Name of the commune or ward of the permanent address"),
        help_text=_("Old names work too."),
        limit=100,
        required=False,
    )
    permanent_province = Unit(label=_("Province or city of the permanent address"), required=False)
    permanent_ward = Unit(
        label=_("Commune or ward of the permanent address"),
        help_text=_("Only if it is another address."),
        required=False,
    )
    permanent_address = Line(label=_("Permanent address: house number, street, village"), limit=300, required=False)

    def shape(self) -> None:
        provinces = [("", _("Choose"))] + [(one.code, one.name) for one in Province.objects.order_by("folded")]
        for side, search in SEARCHES.items():
            self._list(f"{side}_province").choices = provinces
            found = self._found_by_name(search, side)
            known = {match.ward.code for match in found}
            if found and not self.is_bound and self._chosen(f"{side}_ward") not in known:
                best = found[0].ward  # shown chosen, to be seen and changed
                self.saved = self.saved | {f"{side}_province": best.province_id, f"{side}_ward": best.code}
            others = [(code, name) for code, name in self._wards(side) if code not in known]
            named = [(match.ward.code, _shown(match)) for match in found]
            self._list(f"{side}_ward").choices = [("", _("Choose")), *named, *others]

    def _list(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _found_by_name(self, search: str, side: str) -> list[Match]:
        """Today's wards for a name as written, old names too; those of the chosen province, else of the country."""
        text, province = self._chosen(search), self._chosen(f"{side}_province")
        if not text:
            return []
        return (province and find_wards(text, province, SHOWN)) or find_wards(text, None, SHOWN)

    def _wards(self, side: str) -> list[tuple[str, str]]:
        """Today's wards of the province chosen; with a ward code alone, of that ward's province."""
        province, ward = self._chosen(f"{side}_province"), self._chosen(f"{side}_ward")
        found = Ward.objects.valid_on(self.today).order_by("folded")
        if province.isascii() and province.isdigit() and len(province) == 2:
            found = found.filter(province_id=province)
        elif ward.isascii() and ward.isdigit() and len(ward) == 5:
            found = found.filter(province__wards__code=ward)
        else:
            return []
        return [(one.code, one.official_name) for one in found]

    def _chosen(self, name: str) -> str:
        source = self.data if self.is_bound else self.saved
        return str(source.get(name) or "").strip()[:100]

    def clean(self) -> None:
        for side, search in SEARCHES.items():
            self._province_of_ward(side, search)
        if self.cleaned_data.get("permanent_same") == "yes":
            self.forgive("permanent_search", "permanent_province", "permanent_ward", "permanent_address")
        if "residence_ward" in self.errors and not self._chosen("residence_ward"):
            self.errors["residence_ward"] = self.error_class([str(_("Please choose the commune or ward."))])

    def _province_of_ward(self, side: str, search: str) -> None:
        """A ward found by its name brings its province along."""
        ward = self.cleaned_data.get(f"{side}_ward")
        if ward and (self._chosen(search) or not self._chosen(f"{side}_province")):
            self.errors.pop(f"{side}_province", None)
            self.cleaned_data[f"{side}_province"] = Ward.objects.get(code=ward).province_id

    def answers(self) -> dict[str, Any]:
        """Without the words of the search."""
        return {name: value for name, value in super().answers().items() if name not in SEARCHES.values()}
