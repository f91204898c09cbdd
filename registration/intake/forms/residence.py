"""Step `noi-o`: where the person lives. The ward decides which desk serves them; both lists are of the places room.

Works without script in two stages: choose the province or write any name, also an old one, press "show the wards",
choose the ward.
"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Province, Ward
from portal.places.search import Match, find_wards, shown_as
from registration.intake.form_fields import Line, YesNo
from registration.intake.forms.base import StepForm

SHOWN = 12


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

    residence_province = Unit(label=_("Province or city where you live now"))
    ward_search = Line(
        label=_("Or write its name, also an old one"),
        help_text=_("For example: Cửa Nam; or an old district, if you do not know today’s name."),
        limit=100,
        required=False,
    )
    residence_ward = Unit(
        label=_("Commune or ward"), help_text=_("Choose the province first, then press “Show the wards”.")
    )
    residence_address = Line(
        label=_("House number, street, village"), help_text=_("So that letters and helpers find you."), limit=300
    )
    residence_stable = YesNo(
        label=_("Do you live there steadily?"),
        help_text=_("Registered there, or there for 30 days or more."),
    )
    permanent_same = YesNo(label=_("Is your registered permanent address the same?"), required=False)
    permanent_province = Unit(label=_("Province or city of the permanent address"), required=False)
    permanent_ward = Unit(
        label=_("Commune or ward of the permanent address"),
        help_text=_("Only if it is another address. Choose the province first, then press “Show the wards”."),
        required=False,
    )
    permanent_address = Line(label=_("Permanent address: house number, street, village"), limit=300, required=False)

    def shape(self) -> None:
        provinces = [("", _("Choose"))] + [(one.code, one.name) for one in Province.objects.order_by("folded")]
        for side in ("residence", "permanent"):
            self._list(f"{side}_province").choices = provinces
            found = self._found_by_name() if side == "residence" else []
            known = {code for code, _name in found}
            others = [(code, name) for code, name in self._wards(side) if code not in known]
            self._list(f"{side}_ward").choices = [("", _("Choose")), *found, *others]
            if found:  # where a name was searched, the best match is shown chosen, to be seen and changed
                self.fields[f"{side}_ward"].initial = found[0][0]

    def _list(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _found_by_name(self) -> list[tuple[str, str]]:
        """Today's wards for a name as written, old names too, within the province if one is chosen."""
        text, province = self._chosen("ward_search"), self._chosen("residence_province")
        if not text:
            return []
        matches = find_wards(text, province or None, SHOWN)
        return [(match.ward.code, _shown(match)) for match in matches]

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
        self._province_of_ward()
        if self.cleaned_data.get("permanent_same") == "yes":
            self.forgive("permanent_province", "permanent_ward", "permanent_address")
        if "residence_ward" in self.errors and not self._chosen("residence_ward"):
            self.errors["residence_ward"] = self.error_class([str(_("Please choose the commune or ward."))])

    def _province_of_ward(self) -> None:
        """A ward found by its name brings its province along."""
        ward = self.cleaned_data.get("residence_ward")
        if ward and not self._chosen("residence_province"):
            self.errors.pop("residence_province", None)
            self.cleaned_data["residence_province"] = Ward.objects.get(code=ward).province_id

    def answers(self) -> dict[str, Any]:
        """Without the words of the search."""
        return {name: value for name, value in super().answers().items() if name != "ward_search"}
