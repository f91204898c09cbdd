"""Step `noi-o`: where the person lives. The ward decides which desk serves them; both lists are of the places room.

Works without script in two stages: choose the province, press "show the wards", choose the ward.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Province, Ward
from registration.intake.form_fields import Line, YesNo
from registration.intake.forms.base import StepForm


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
            self.fields[f"{side}_province"].choices = provinces
            self.fields[f"{side}_ward"].choices = [("", _("Choose")), *self._wards(side)]

    def _wards(self, side: str) -> list[tuple[str, str]]:
        """Today's wards of the province chosen; with a ward code alone, of that ward's province."""
        province, ward = self._chosen(f"{side}_province"), self._chosen(f"{side}_ward")
        found = Ward.objects.filter(valid_to__isnull=True).order_by("folded")
        if province.isascii() and province.isdigit() and len(province) == 2:
            found = found.filter(province_id=province)
        elif ward.isascii() and ward.isdigit() and len(ward) == 5:
            found = found.filter(province__wards__code=ward)
        else:
            return []
        return [(one.code, str(one)) for one in found]

    def _chosen(self, name: str) -> str:
        source = self.data if self.is_bound else self.saved
        return str(source.get(name) or "").strip()

    def clean(self) -> None:
        if self.cleaned_data.get("permanent_same") == "yes":
            self.forgive("permanent_province", "permanent_ward", "permanent_address")
        if "residence_ward" in self.errors and not self._chosen("residence_ward"):
            self.errors["residence_ward"] = self.error_class([_("Please choose the commune or ward.")])
