"""Forms of the administrators' page for clients."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.places.models import Facility, Ward
from registration.casework.states import UNSEEN, Status

from .actions.manage_client import Rights
from .models import ApiClient
from .models.client import PER_MINUTE
from .scopes import Scope
from .webhooks.addresses import LONGEST, normal_url

CODE_LIMIT = 200


class ConfirmForm(forms.Form):
    """A grave step: `ask_code` asks for the second factor once more, unless it was given a moment ago."""

    def __init__(self, *args: Any, ask_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_code:
            self.fields["otp_token"] = forms.CharField(label=_("Code of your second factor"), max_length=20)


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


class FacilityChoice(forms.CharField):
    """A facility of the directory by its number or its whole name; cleaned to the facility, or None."""

    def clean(self, value: Any) -> Facility | None:
        text = super().clean(value)
        if not text:
            return None
        by_number = text.isascii() and text.isdigit() and len(text) < 10
        found = list(Facility.objects.filter(Q(pk=int(text)) if by_number else Q(name__iexact=text))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Several facilities have this name: please give the number instead.")
                if found
                else _("There is no facility of this name or number.")
            )
        return found[0]


class RightsForm(ConfirmForm):
    """What a client may do, where it may read, how often and how long."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    wards = WardCodes(
        label=_("Wards whose registrations it may read"),
        help_text=_("Five-digit codes, for example 00070 00082. Empty: it reads none."),
        required=False,
    )
    every_ward = forms.BooleanField(
        label=_("It may read in every ward"), help_text=_("Only for a national channel."), required=False
    )
    facility = FacilityChoice(
        label=_("Facility whose software it is"),
        help_text=_("Its number in the directory, or its whole name. Empty: it is no facility's software."),
        max_length=200,
        required=False,
    )
    per_minute = forms.IntegerField(label=_("Calls a minute, at most"), min_value=1, max_value=6000, initial=PER_MINUTE)
    expires_on = forms.DateField(
        label=_("Last day on which it may call"),
        help_text=_("Empty: until you shut it out."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def rights(self) -> Rights:
        """The cleaned answers as rights."""
        names = ("scopes", "wards", "every_ward", "facility", "per_minute", "expires_on")
        return Rights(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(client: ApiClient) -> dict[str, Any]:
        """The form as it stands for `client`."""
        plain = ("scopes", "every_ward", "per_minute", "expires_on")
        return {
            **{name: getattr(client, name) for name in plain},
            "wards": " ".join(client.wards.values_list("code", flat=True)),
            "facility": str(client.facility_id or ""),
        }


class NewClientForm(RightsForm):
    """A new client."""

    name = forms.CharField(label=_("Name of the system"), max_length=100)
    field_order = ["name", "scopes", "wards"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ApiClient.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is a client of this name."))
        return name


class WebhookForm(ConfirmForm):
    """Where a client wants to hear of changes, and of which."""

    url = forms.CharField(
        label=_("Address that is called"), help_text=_("For example https://example.vn/duong-ve"), max_length=LONGEST
    )
    statuses = forms.MultipleChoiceField(
        label=_("When a registration becomes"),
        choices=[(status.value, status.label) for status in Status if status not in UNSEEN],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_url(self) -> str:
        return normal_url(self.cleaned_data["url"])


class RenewForm(ConfirmForm):
    """A fresh token, at once or with a day in which both work."""

    overlap = forms.BooleanField(
        label=_("Let the old token work for 24 more hours"),
        help_text=_("For a system that cannot change it in one moment. Leave it empty when the old token was lost."),
        required=False,
    )
