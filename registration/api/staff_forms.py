"""Forms of the administrators' page for clients."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Ward

from .models import ApiClient
from .scopes import Scope

CODE_LIMIT = 200


class WardCodes(forms.CharField):
    """Codes of wards, separated by commas or spaces; cleaned to wards."""

    def clean(self, value: Any) -> list[Ward]:
        codes = sorted(set(super().clean(value).replace(",", " ").split()))
        if len(codes) > CODE_LIMIT:
            raise forms.ValidationError(_("These are too many wards."))
        found = list(Ward.objects.filter(code__in=codes).order_by("code"))
        unknown = [code for code in codes if code not in {ward.code for ward in found}]
        if unknown:
            raise forms.ValidationError(_("There is no ward %(codes)s."), params={"codes": ", ".join(unknown)[:100]})
        return found


class RightsForm(forms.Form):
    """What a client may do, and where it may read. `ask_code`: also the second factor, once more."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    wards = WardCodes(
        label=_("Wards whose registrations it may read"),
        help_text=_("Five-digit codes, for example 00070 00082. Empty: it reads none."),
        required=False,
    )

    def __init__(self, *args: Any, ask_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_code:
            self.fields["otp_token"] = _code_field()


class NewClientForm(RightsForm):
    """A new client."""

    name = forms.CharField(label=_("Name of the system"), max_length=100)
    field_order = ["name", "scopes", "wards"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ApiClient.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is a client of this name."))
        return name


class ConfirmForm(forms.Form):
    """A grave step: the second factor once more, unless given a moment ago."""

    def __init__(self, *args: Any, ask_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_code:
            self.fields["otp_token"] = _code_field()


def _code_field() -> forms.CharField:
    return forms.CharField(label=_("Code of your second factor"), max_length=20)
