"""Forms by which an administrator creates accounts and postings. The code is asked where it was not given lately."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import code_field
from portal.accounts.models import Posting, Role, Team, User
from portal.places.models import Facility, Province, Ward
from portal.places.search import find_wards

SUGGESTIONS = 5


class GraveForm(forms.Form):
    """A form whose sending needs a second factor; `ask_code` says whether it must be given now."""

    otp_token = code_field(_("Your code"), _("Please confirm with a code from your authenticator."))
    field_order: list[str] | None = None

    def __init__(self, *args: Any, ask_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_code:
            self.fields["otp_token"] = self.fields.pop("otp_token")  # last
        else:
            del self.fields["otp_token"]


class ReasonForm(GraveForm):
    """Why something grave is done; the reason is kept in the audit log."""

    reason = forms.CharField(
        label=_("Reason"), help_text=_("It is kept in the audit log. No personal details, please."), max_length=300
    )


class PostingForm(GraveForm):
    """Role, place and days."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", ""), *Role.choices])
    ward = forms.CharField(
        label=_("Ward"),
        required=False,
        max_length=100,
        help_text=_("For the desks of a ward and helpers: name or five-digit code."),
    )
    facility = forms.ModelChoiceField(
        label=_("Facility"), required=False, queryset=Facility.objects.none(), help_text=_("For facility staff.")
    )
    province = forms.ModelChoiceField(
        label=_("Province"), required=False, queryset=Province.objects.none(), help_text=_("For coordinators.")
    )
    team = forms.ModelChoiceField(
        label=_("Team"), required=False, queryset=Team.objects.none(), help_text=_("For counsellors and shift leads.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: until further notice."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate
        for name, model in {"facility": Facility, "province": Province, "team": Team}.items():
            self.fields[name].queryset = model._default_manager.all()  # type: ignore[attr-defined]

    def clean_ward(self) -> Ward | None:
        """The ward by its code or by a name that only one ward has."""
        text = self.cleaned_data["ward"].strip()
        if not text:
            return None
        by_code = Ward.objects.filter(code=text).first()
        if by_code is not None:
            return by_code
        matches = [match.ward for match in find_wards(text, limit=SUGGESTIONS)]
        exact = [ward for ward in matches if text in {ward.code, ward.name, str(ward), ward.official_name}]
        if len(matches) == 1 or len(exact) == 1:
            return (exact or matches)[0]
        if not matches:
            raise forms.ValidationError(_("No ward has this name or code."))
        names = "; ".join(f"{ward.code} {ward.official_name}, {ward.province}" for ward in matches)
        raise forms.ValidationError(_("Which one? Please type its code: %(names)s"), params={"names": names})

    def clean(self) -> dict[str, Any]:
        """Say beside the field which place the role needs; `Posting.clean` decides."""
        data = super().clean() or {}
        if "role" in data and not self.errors:
            try:
                self.posting().clean()
            except forms.ValidationError as error:
                self.add_error(None, error) if not hasattr(error, "error_dict") else self._add(error)
        return data

    def _add(self, error: forms.ValidationError) -> None:
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    def posting(self) -> Posting:
        """The posting as typed, without its person, not saved."""
        data = self.cleaned_data
        names = ("ward", "facility", "province", "team", "starts_on", "ends_on")
        return Posting(role=data["role"], **{name: data.get(name) for name in names})


class NewAccountForm(PostingForm):
    """A new person with their first posting."""

    field_order = ["email", "full_name", "role"]
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    full_name = forms.CharField(label=_("Full name"), max_length=100)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is an account with this e-mail already."))
        return email


class EndPostingForm(GraveForm):
    """The last day of a posting."""

    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate
